using TgWorker.Hosting.Settings;

namespace TgWorker.Hosting.Sections;

internal static class PollerSection
{
    private static readonly string[] AllKinds = ["all"];

    public static IReadOnlyList<Setting> Settings { get; } =
    [
        new("Poller:TakeOver", "delete a webhook that is in the way; waiting updates are kept", (options, text) =>
            options.Poller.TakeOver = SettingText.Bool(text))
        {
            Value = options => options.Poller.TakeOver, Flag = "--take-over", Default = "false",
        },
        new("Poller:AllowedUpdates",
            "kinds of update to ask for, such as message,callback_query; default: all but chat_member and reactions; without it, what "
                + "the handlers take, else what was said before",
            (options, text) => options.Poller.AllowedUpdates = Kinds(text))
        {
            Value = options => options.Poller.AllowedUpdates is { Count: 0 } ? "default" : options.Poller.AllowedUpdates,
            Flag = "--allowed-updates", ValueName = "a,b",
        },
        new("Poller:Lease", "seconds until another process takes over when this one dies", (options, text) =>
            options.Poller.Lease = SettingText.Seconds(text, 1, 600))
        {
            Value = options => options.Poller.Lease, Default = "15",
        },
        new("Poller:LongPoll", "seconds that Telegram holds a request while there are no updates", (options, text) =>
            options.Poller.LongPoll = SettingText.Seconds(text, 0, 50))
        {
            Value = options => options.Poller.LongPoll, Default = "50",
        },
        new("Poller:MaxBacklog", "do not poll while this many updates are unfinished; 0 for no limit", (options, text) =>
            options.Poller.MaxBacklog = SettingText.Number(text, 0, long.MaxValue))
        {
            Value = options => options.Poller.MaxBacklog, Default = "0",
        },
    ];

    private static IReadOnlyList<string> Kinds(string text) =>
        text == "default" ? [] : SettingText.List(text) is { Count: > 0 } kinds && !kinds.SequenceEqual(AllKinds)
        ? kinds
        : throw new FormatException("names no kinds of update: give them as Telegram does (message,callback_query), or default");
}
