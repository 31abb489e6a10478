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
        new("Outgoing:Remember", "true|false: do not send again what an earlier try or delivery of the update already sent",
            (options, text) => options.Outgoing.Remember = SettingText.Bool(text))
        {
            Value = options => options.Outgoing.Remember, Default = "true",
        },
        new("Outgoing:OnBlocked", "what becomes of an update whose answer reaches nobody: ignore (it counts as handled) or fail",
            (options, text) => options.Outgoing.OnBlocked = SettingText.Choice<OnRefusal>(text))
        {
            Value = options => options.Outgoing.OnBlocked, Default = "ignore",
        },
        new("Outgoing:OnNotModified", "what becomes of an update whose edit changes nothing or is too late: ignore (it counts as handled) or fail",
            (options, text) => options.Outgoing.OnNotModified = SettingText.Choice<OnRefusal>(text))
        {
            Value = options => options.Outgoing.OnNotModified, Default = "ignore",
        },
        Limit("ChatPerSecond", "calls per second to one chat, of all workers together; 0 is off, as for all of these",
            (limits, number) => limits.ChatPerSecond = number, limits => limits.ChatPerSecond),
        Limit("ChatBurst", "how many calls to a chat may follow each other at once after a rest",
            (limits, number) => limits.ChatBurst = number, limits => limits.ChatBurst, least: 1),
        Limit("GroupPerMinute", "messages to a group or channel in any minute",
            (limits, number) => limits.GroupPerMinute = number, limits => limits.GroupPerMinute),
        Limit("GroupBurst", "how many of those may follow each other at once",
            (limits, number) => limits.GroupBurst = number, limits => limits.GroupBurst, least: 1),
        Limit("BotPerSecond", "messages of a bot in any second, beside answers to the chat whose update is handled",
            (limits, number) => limits.BotPerSecond = number, limits => limits.BotPerSecond),
        Limit("BotBurst", "how many of those may go at once", (limits, number) => limits.BotBurst = number,
            limits => limits.BotBurst, least: 1),
        Limit("PaidPerSecond", "paid messages of a bot in any second",
            (limits, number) => limits.PaidPerSecond = number, limits => limits.PaidPerSecond),
        Limit("PaidBurst", "how many of those may go at once",
            (limits, number) => limits.PaidBurst = number, limits => limits.PaidBurst, least: 1),
        Limit("Reserve", "how much of a burst broadcasts leave to single notifications",
            (limits, number) => limits.Reserve = number, limits => limits.Reserve),
    ];

    private static Setting Limit(
        string name, string what, Action<OutgoingLimits, int> set, Func<OutgoingLimits, int> get, int least = 0) =>
        new($"Outgoing:Limits:{name}", what, (options, text) => set(options.Outgoing.Limits, SettingText.Number(text, least, 1_000_000)))
        {
            Value = options => get(options.Outgoing.Limits),
            Default = get(new OutgoingLimits()).ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
}
