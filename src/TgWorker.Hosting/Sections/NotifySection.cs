using TgWorker.Hosting.Settings;

namespace TgWorker.Hosting.Sections;

internal static class NotifySection
{
    public static IReadOnlyList<Setting> Settings { get; } =
    [
        new("Notify:Webhook", "POST a JSON line about trouble to this URL", (options, text) => options.Notify.Webhook = Url(text))
        {
            Value = options => options.Notify.Webhook, Secrecy = Secrecy.Secret,
        },
        new("Notify:TelegramToken", "the bot that writes about trouble to Notify:TelegramChat", (options, text) =>
            options.Notify.TelegramToken = Token(text))
        {
            Value = options => options.Notify.TelegramToken, Secrecy = Secrecy.Secret,
        },
        new("Notify:TelegramChat", "the chat that is written to: its id, or a channel's @name", (options, text) =>
            options.Notify.TelegramChat = text)
        {
            Value = options => options.Notify.TelegramChat,
        },
        new("Notify:TelegramApi", "where the Bot API is", (options, text) => options.Notify.TelegramApi = Url(text))
        {
            Value = options => options.Notify.TelegramApi, Default = "https://api.telegram.org",
        },
        new("Notify:LongWait", "tell when the oldest update on the list is this old, in seconds; 0 is never",
            (options, text) => options.Notify.LongWait = SettingText.Seconds(text, most: SettingText.LongestKept))
        {
            Value = options => options.Notify.LongWait, Default = "60",
        },
        new("Notify:FailedJobs", "tell when so many updates failed within 5 minutes; 0 is never",
            (options, text) => options.Notify.FailedJobs = SettingText.Number(text, 0, int.MaxValue))
        {
            Value = options => options.Notify.FailedJobs, Default = "10",
        },
        new("Notify:DeadWorkers", "tell when a worker died", (options, text) => options.Notify.DeadWorkers = SettingText.Bool(text))
        {
            Value = options => options.Notify.DeadWorkers, Default = "true",
        },
        new("Notify:AllClear", "tell when it is over", (options, text) => options.Notify.AllClear = SettingText.Bool(text))
        {
            Value = options => options.Notify.AllClear, Default = "true",
        },
        new("Notify:QuietTime", "how long the same is not told again, in seconds", (options, text) =>
            options.Notify.QuietTime = SettingText.Seconds(text, 0.001, SettingText.LongestKept))
        {
            Value = options => options.Notify.QuietTime, Default = "600",
        },
        new("Notify:Every", "how often the queues are looked at, in seconds; for the gauges of telemetry too",
            (options, text) => options.Notify.Every = SettingText.Seconds(text, 0.1, 86_400))
        {
            Value = options => options.Notify.Every, Default = "10",
        },
    ];

    private static Uri Url(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            ? url
            : throw new FormatException("is not an http:// or https:// URL");

    private static string Token(string text) =>
        text.Contains(':', StringComparison.Ordinal)
            && text.All(character => char.IsAsciiLetterOrDigit(character) || character is ':' or '_' or '-')
            ? text
            : throw new FormatException("is not a bot token: copy it from BotFather; it looks like 123456:ABC-DEF");
}
