using TgWorker.Hosting.Settings;

namespace TgWorker.Hosting.Sections;

internal static class HealthSection
{
    private const int LastPort = 65_535;

    public static IReadOnlyList<Setting> Settings { get; } =
    [
        new("Health:Port", "port of /health/live and /health/ready; 0 for none", (options, text) =>
            options.Health.Port = SettingText.Number(text, 0, LastPort))
        {
            Value = options => options.Health.Port, Flag = "--health-port", ValueName = "PORT", Default = "0",
        },
        new("Health:Host", "address of the health port; * for all", (options, text) => options.Health.Host = Host(text))
        {
            Value = options => options.Health.Host, Default = "127.0.0.1",
        },
        new("Health:Metrics", "also serve /metrics for Prometheus on the health port", (options, text) =>
            options.Health.Metrics = SettingText.Bool(text))
        {
            Value = options => options.Health.Metrics, Flag = "--metrics", Default = "false",
        },
    ];

    private static string Host(string text) => text is "*" || Uri.CheckHostName(text) is not UriHostNameType.Unknown
        ? text
        : throw new FormatException("is not an address: give an IP address, a host name, or * for all");
}
