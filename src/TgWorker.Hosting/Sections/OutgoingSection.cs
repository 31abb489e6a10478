using TgWorker.Bots;
using TgWorker.Hosting.Settings;

namespace TgWorker.Hosting.Sections;

internal static class OutgoingSection
{
    public static IReadOnlyList<Setting> Settings { get; } =
    [
        new("Outgoing:ShortWait",
            "seconds that a call which Telegram answers with 429 waits in its handler; longer waits, and all at 0, park the update",
            (options, text) => options.Outgoing.ShortWait = SettingText.Seconds(text, 0, 60))
        {
            Value = options => options.Outgoing.ShortWait, Default = "5",
        },
        new("Outgoing:Remember", "true|false: what a handler has sent is not sent again by another try or delivery",
            (options, text) => options.Outgoing.Remember = SettingText.Bool(text))
        {
            Value = options => options.Outgoing.Remember, Default = "true",
        },
        new("Outgoing:OnBlocked", "what an update is whose call found nobody there any more: ignore (handled) or fail",
            (options, text) => options.Outgoing.OnBlocked = SettingText.Choice<OnRefusal>(text))
        {
            Value = options => options.Outgoing.OnBlocked, Default = "ignore",
        },
        new("Outgoing:OnNotModified", "what an update is whose edit changed nothing or came too late: ignore (handled) or fail",
            (options, text) => options.Outgoing.OnNotModified = SettingText.Choice<OnRefusal>(text))
        {
            Value = options => options.Outgoing.OnNotModified, Default = "ignore",
        },
    ];
}
