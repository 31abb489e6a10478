using System.Globalization;
using TgWorker.Hosting.Settings;
using TgWorker.Intake.Receiving;

namespace TgWorker.Hosting.Sections;

internal static class ReceiverSection
{
    private const int MostMilliseconds = 2000;

    public static IReadOnlyList<Setting> Settings { get; } =
    [
        new("Receiver:Listen", "where to listen: http://127.0.0.1:9070, https://0.0.0.0:8443, http://unix:/run/tgworker/receiver.sock; "
            + "several, comma-separated",
            (options, text) => options.Receiver.Listen = Urls(text))
        {
            Value = options => options.Receiver.Listen, Flag = "--listen", ValueName = "URL", LaravelName = "LISTEN_PORT",
            Default = "http://127.0.0.1:9070",
        },
        new("Receiver:SecretToken", "secret token that Telegram must send; two, separated by a comma, while you replace one",
            (options, text) => options.Receiver.SecretTokens = Secrets(text))
        {
            Value = options => options.Receiver.SecretTokens, Flag = "--secret-token", ValueName = "S", LaravelName = "SECRET_TOKEN",
            Secrecy = Secrecy.Secret,
        },
        new("Receiver:AnyBot", "accept updates of any bot, as tgook does", (options, text) =>
            options.Receiver.AnyBot = SettingText.Bool(text))
        {
            Value = options => options.Receiver.AnyBot, Flag = "--any-bot", Default = "false",
        },
        new("Receiver:Insecure", "listen beyond this machine without a secret token", (options, text) =>
            options.Receiver.Insecure = SettingText.Bool(text))
        {
            Value = options => options.Receiver.Insecure, Flag = "--insecure", Default = "false",
        },
        new("Receiver:Path", "the path before the bot's name", (options, text) => options.Receiver.Path = text)
        {
            Value = options => options.Receiver.Path, Default = ReceiverOptions.DefaultPath,
        },
        new("Receiver:Certificate", "file with the certificate for https, in PEM", (options, text) =>
            options.Receiver.Certificate = text) { Value = options => options.Receiver.Certificate },
        new("Receiver:CertificateKey", "file with its key, in PEM, if it is not in the same file", (options, text) =>
            options.Receiver.CertificateKey = text)
        {
            Value = options => options.Receiver.CertificateKey,
        },
        new("Receiver:MaxBody", "largest update in bytes; a longer one is cut", (options, text) =>
            options.Receiver.MaxBody = SettingText.Number(text, 1024, 64 * 1024 * 1024))
        {
            Value = options => options.Receiver.MaxBody, Default = "1048576",
        },
        new("Receiver:Reorder", "milliseconds that an update waits while an earlier one is missing; 0 for none",
            (options, text) => options.Receiver.Reorder = TimeSpan.FromMilliseconds(SettingText.Number(text, 0, MostMilliseconds)))
        {
            Value = options => (int)options.Receiver.Reorder.TotalMilliseconds, Default = "0",
        },
        new("Receiver:MaxBacklog", "ask Telegram to try again later while this many updates are unfinished; 0 for no limit",
            (options, text) => options.Receiver.MaxBacklog = SettingText.Number(text, 0, long.MaxValue))
        {
            Value = options => options.Receiver.MaxBacklog, Default = "0",
        },
        new("Receiver:AllowFrom", "networks that updates may come from, such as 149.154.160.0/20; telegram means Telegram's own",
            (options, text) => options.Receiver.AllowFrom = SettingText.List(text))
        {
            Value = options => options.Receiver.AllowFrom,
        },
        new("Receiver:KnownProxies", "networks of proxies whose X-Forwarded-For is trusted", (options, text) =>
            options.Receiver.KnownProxies = SettingText.List(text))
        {
            Value = options => options.Receiver.KnownProxies, Default = "127.0.0.0/8,::1/128",
        },
        new("Receiver:DrainDelay", "seconds in which updates are still accepted when stopping, for a load balancer to notice",
            (options, text) => options.Receiver.DrainDelay = SettingText.Seconds(text, 0, 300))
        {
            Value = options => options.Receiver.DrainDelay, Default = "0",
        },
        new("Receiver:Grace", "seconds that requests in progress get when stopping", (options, text) =>
            options.Receiver.Grace = SettingText.Seconds(text, 0, 300))
        {
            Value = options => options.Receiver.Grace, Default = "5",
        },
    ];

    /// <summary>A bot's own secret tokens.</summary>
    public static IReadOnlyList<string> Secrets(string text)
    {
        var tokens = SettingText.List(text);
        return tokens.Select(SecretTokens.Problem).OfType<string>().FirstOrDefault() is { } problem ? throw new FormatException(problem)
            : tokens.Count > 2 ? throw new FormatException("has more than two tokens: one replaces one other") : tokens;
    }

    // tgook's LISTEN_PORT is a port; where tgook opens it to everybody, this is for the proxy on this machine.
    private static IReadOnlyList<string> Urls(string text)
    {
        IReadOnlyList<string> urls = text.All(char.IsAsciiDigit)
            ? [string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{SettingText.Number(text, 1, 65_535)}")]
            : SettingText.List(text);
        var read = urls.Select(ListenUrl.Parse).ToList();
        return read.OfType<ListenUrl>().Select(ListenUrl.SocketProblem).OfType<string>().FirstOrDefault() is { } problem
            ? throw new FormatException(problem)
            : read.Count > 0 && !read.Contains(null)
            ? urls
            : throw new FormatException(
                "is not an address to listen on: give one such as http://127.0.0.1:9070, https://0.0.0.0:8443 or "
                    + "http://unix:/run/tgworker/receiver.sock, or a port of 127.0.0.1");
    }
}
