using TgWorker.Dashboard.Configuration;
using TgWorker.Hosting.Settings;

namespace TgWorker.Hosting.Sections;

internal static class DashboardSection
{
    private const int LastPort = 65_535;

    public static IReadOnlyList<Setting> Settings { get; } =
    [
        new("Dashboard:Listen", "where the dashboard listens, such as http://127.0.0.1:9080; beyond this machine, it must have users",
            (options, text) => options.Dashboard.Listen = Url(text))
        {
            Value = options => options.Dashboard.Listen, Flag = "--listen", ValueName = "URL", Default = "http://127.0.0.1:9080",
        },
        new("Dashboard:Port", "port for the dashboard on this machine; 0 for none", (options, text) =>
            options.Dashboard.Port = SettingText.Number(text, 0, LastPort))
        {
            Value = options => options.Dashboard.Port, Flag = "--dashboard-port", ValueName = "PORT", Default = "0",
        },
        new("Dashboard:Users", "who may use it, and their role: viewer, operator or admin; 'dashboard hash-password' makes the hash. "
            + "Several times for several",
            (options, text) => options.Dashboard.Users = [.. SettingText.List(text).Select(DashboardUser.Parse)])
        {
            Value = options => options.Dashboard.Users, Flag = "--user", ValueName = "NAME:ROLE:HASH", Secrecy = Secrecy.Secret,
            IsRepeatable = true,
        },
        new("Dashboard:UserHeader", "header in which a proxy names the user, such as X-Remote-User", (options, text) =>
            options.Dashboard.UserHeader = Header(text))
        {
            Value = options => options.Dashboard.UserHeader,
        },
        new("Dashboard:KnownProxies", "networks of the proxies that may do so", (options, text) =>
            options.Dashboard.KnownProxies = SettingText.List(text))
        {
            Value = options => options.Dashboard.KnownProxies,
        },
        new("Dashboard:ReadOnly", "do not allow any changes", (options, text) => options.Dashboard.ReadOnly = SettingText.Bool(text))
        {
            Value = options => options.Dashboard.ReadOnly, Flag = "--read-only", Default = "false",
        },
        new("Dashboard:Payloads", "how much of an update is shown: never, masked, full", (options, text) =>
            options.Dashboard.Payloads = SettingText.Choice<PayloadDisplay>(text))
        {
            Value = options => options.Dashboard.Payloads, Default = "masked",
        },
    ];

    private static string Url(string text) => ListenPlace.Parse(text) is not null
        ? text
        : throw new FormatException("is not an address to listen on: give one such as http://127.0.0.1:9080; https is a proxy's task");

    private static string Header(string text) => text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-')
        ? text
        : throw new FormatException("is not the name of a header: give one such as X-Remote-User");
}
