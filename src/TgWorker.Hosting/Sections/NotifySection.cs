using TgWorker.Hosting.Settings;

namespace TgWorker.Hosting.Sections;

internal static class NotifySection
{
    public static IReadOnlyList<Setting> Settings { get; } =
    [
        new("Notify:Webhook", "POST JSON to this URL when something is wrong", (options, text) => options.Notify.Webhook = Url(text))
        {
            Value = options => options.Notify.Webhook, Secrecy = Secrecy.Secret,
        },
        new("Notify:TelegramToken", "the bot that writes to Notify:TelegramChat when something is wrong", (options, text) =>
            options.Notify.TelegramToken = Token(text))
        {
            Value = options => options.Notify.TelegramToken, Secrecy = Secrecy.Secret,
        },
        new("Notify:TelegramChat", "the chat that it writes to: its id, or a channel's @name", (options, text) =>
            options.Notify.TelegramChat = text)
        {
            Value = options => options.Notify.TelegramChat,
        },
        new("Notify:TelegramApi", "where the Bot API is", (options, text) => options.Notify.TelegramApi = Url(text))
        {
            Value = options => options.Notify.TelegramApi, Default = "https://api.telegram.org",
        },
        new("Notify:LongWait", "notify when an update waits for this many seconds; 0 for never",
            (options, text) => options.Notify.LongWait = SettingText.Seconds(text, most: SettingText.LongestKept))
        {
            Value = options => options.Notify.LongWait, Default = "60",
        },
        new("Notify:FailedJobs", "notify when this many updates fail within 5 minutes; 0 for never",
            (options, text) => options.Notify.FailedJobs = SettingText.Number(text, 0, int.MaxValue))
        {
            Value = options => options.Notify.FailedJobs, Default = "10",
        },
        new("Notify:DeadWorkers", "notify when a worker dies", (options, text) => options.Notify.DeadWorkers = SettingText.Bool(text))
        {
            Value = options => options.Notify.DeadWorkers, Default = "true",
        },
        new("Notify:AllClear", "notify when the trouble is over", (options, text) => options.Notify.AllClear = SettingText.Bool(text))
        {
            Value = options => options.Notify.AllClear, Default = "true",
        },
        new("Notify:QuietTime", "seconds before the same notification is repeated", (options, text) =>
            options.Notify.QuietTime = SettingText.Seconds(text, 0.001, SettingText.LongestKept))
        {
            Value = options => options.Notify.QuietTime, Default = "600",
        },
        new("Notify:Every", "seconds between two checks of the queues, also for the gauges of telemetry",
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
