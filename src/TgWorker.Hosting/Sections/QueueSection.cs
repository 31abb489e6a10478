using TgWorker.Core.Updates;
using TgWorker.Hosting.Settings;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;

namespace TgWorker.Hosting.Sections;

internal static class QueueSection
{
    public static IReadOnlyList<Setting> Settings { get; } =
    [
        new("Queue:Names", "queues to read, most urgent first", (options, text) => options.Queue.Names = Names(text))
        {
            Value = options => options.Queue.Names, Flag = "--queue", ValueName = "a,b", LaravelName = "TELEGRAM_UPDATES_QUEUE_NAME",
            Default = "telegram_updates",
        },
        new("Queue:Redis", "a Redis URL for each queue, if they are on different servers",
            (options, text) => options.Queue.Redis = [.. SettingText.List(text).Select(Url)])
        {
            Value = options => options.Queue.Redis, Secrecy = Secrecy.Secret,
        },
        new("Queue:OrderBy", "which updates wait for each other: those of the same chat, topic or user, or none",
            (options, text) => options.Queue.OrderBy = SettingText.Choice<OrderBy>(text))
        {
            Value = options => options.Queue.OrderBy, Flag = "--order-by", ValueName = "KEY", Default = "chat",
        },
        new("Queue:Queries", "where queries that expire wait (buttons, inline, shipping, pre-checkout): chat (behind the chat's other "
            + "updates) or own (a lane of their own)",
            (options, text) => options.Queue.Queries = SettingText.Choice<QueryLanes>(text))
        {
            Value = options => options.Queue.Queries, Flag = "--queries", ValueName = "LANE", Default = "chat",
        },
        new("Queue:Take", "the end of the list with the oldest entry: head (RPUSH) or tail (LPUSH)",
            (options, text) => options.Queue.Take = SettingText.Choice<TakeFrom>(text))
        {
            Value = options => options.Queue.Take, Default = "head",
        },
        new("Queue:Lease", "seconds until other workers take over the chats of a dead one",
            (options, text) => options.Queue.Lease = SettingText.Seconds(text, 0.3, 3600))
        {
            Value = options => options.Queue.Lease, Flag = "--lease", ValueName = "S", Default = "10",
        },
        new("Queue:Deduplicate", "true|false: drop updates that were seen before",
            (options, text) => options.Queue.Deduplicate = SettingText.Bool(text))
        {
            Value = options => options.Queue.Deduplicate, Flag = "--deduplicate", ValueName = "BOOL", Default = "true",
        },
        new("Queue:DeduplicateFor", "seconds that a seen update is remembered",
            (options, text) => options.Queue.DeduplicateFor = SettingText.Seconds(text, 1, SettingText.LongestKept))
        {
            Value = options => options.Queue.DeduplicateFor, Default = "86400",
        },
        new("Queue:LargestEntry", "largest entry in bytes; a larger one becomes a failed job without being read",
            (options, text) => options.Queue.LargestEntry = SettingText.Number(text, 1024, 64 * 1024 * 1024))
        {
            Value = options => options.Queue.LargestEntry, Default = "1048576",
        },
    ];

    private static RedisConnectionOptions Url(string text)
    {
        try
        {
            return RedisConnectionOptions.FromUrl(text);
        }
        catch (FormatException e)
        {
            throw new FormatException($"contains something that is not a Redis URL: {e.Message}", e);
        }
    }

    private static IReadOnlyList<string> Names(string text)
    {
        var names = SettingText.List(text);
        if (names.Count == 0)
        {
            throw new FormatException("names no queue: give at least one, such as telegram_updates");
        }

        return names.Distinct(StringComparer.Ordinal).Count() == names.Count
            ? names
            : throw new FormatException("names a queue twice: give each queue once");
    }
}
