using System.Text;
using StackExchange.Redis;
using TgWorker.Redis.Broadcasts;
using TgWorker.Redis.History;
using TgWorker.Redis.Intake;
using TgWorker.Redis.Lanes;
using TgWorker.Redis.Scripting;
using TgWorker.Redis.Sorting;
using TgWorker.Redis.Timers;

namespace TgWorker.Redis.Tests.Scripting;

/// <summary>A queue in which everything stands that a script may write to, and a call of each script on it.</summary>
internal static class ScriptCalls
{
    private const string Entry = "entry of more than sixteen bytes";
    private const double Never = 9e15;

    public static IReadOnlyList<ScriptCall> All { get; } =
    [
        new(RedisScript.Join, [":workers", ":lanes", ":settings"], ["new", 1000, "order_by", "chat"]),
        new(RedisScript.Muster, [":workers", ":muster", ":fence"], ["w", "server", 1000, 1000, 100, 0, 5000]),
        new(RedisScript.Claim, ["", ":lanes", ":ready", ":workers", ":holding:w", ":fence", ":sorter", ":tries", ":paused:bots"],
            ["w", 5, 1000, 0, 2, 1, 100]),
        new(
            RedisScript.Read,
            ["", ":workers", ":sorting", ":reading", ":failed", ":failed:jobs", ":failed:unread:id"],
            ["w", "HEAD", 10, 1000, 5, 3, 6, 60, "id", "{\"a\":1", "1", "2"]) { AnyType = [":failed:unread:id"] },
        new(RedisScript.PutUnreadBack, ["", ":failed", ":failed:jobs", ":failed:unread:f", ":workers"], ["HEAD", 0, "f"]),
        new(RedisScript.Sort, ["", ":lanes", ":jobs", ":ready", ":workers", ":holding:w", ":fence", ":sorting", ":reading", ":seen",
            ":paused:bots", ":seen:b"], SortValues()) { AnyType = [":reading"] },
        new(RedisScript.Finish, [":lanes", ":jobs", ":ready", ":workers", ":holding:w", ":fence", ":tries", ":paused:bots"],
            ["w", 0, Doubles(100), "a"]),
        new(
            RedisScript.Fail,
            [
                ":lanes", ":jobs", ":ready", ":workers", ":holding:w", ":fence", ":tries", ":stopped", ":failed", ":failed:jobs",
                ":paused:bots",
            ],
            ["w", "a", 100, 0, 1, "id", "{}"]),
        new(RedisScript.Park, [":lanes", ":ready", ":workers", ":holding:w", ":tries"], ["w", "a", 100, 0, 1]),
        new(RedisScript.NoteFailures, [":lanes", ":workers", ":holding:w", ":tries"], ["w", "a", 100, 3]),
        new(RedisScript.Remember, [":lanes", ":memory:a"], ["a", 100, 60000, 1, "name", "text"]),
        new(RedisScript.TakeMark, [":lanes", ":once:a"], ["a", 100, "taker", 0]),
        new(RedisScript.Renew, [":workers", ":ready", ":paused", ":restart", ":cancelled", ":lanes", ":holding:w"], ["w", 1000])
        {
            AnyType = [":paused"],
        },
        new(RedisScript.CancelRun, [":lanes", ":jobs", ":cancelled", ":workers"], ["a", 1, HashOf(Entry), "somebody"]),
        new(RedisScript.Recover, [":workers", ":holding:dead", ":lanes", ":ready", ":tries"], ["dead"]),
        new(RedisScript.Rejoin, [":workers", ":lanes", ":ready", ":sorter", ":holding:w", ":holding:w~1"], ["w", "w~1", 1000, "a", 100]),
        new(RedisScript.Leave, [":workers", ":holding:w", ":lanes", ":ready", ":sorter"], ["w"]),
        new(
            RedisScript.RetryFailed,
            [":lanes", ":jobs", ":ready", ":tries", ":stopped", ":failed", ":failed:jobs", ":workers"],
            ["h", 0, "f"]),
        new(
            RedisScript.TakeRetry,
            ["", ":lanes", ":jobs", ":ready", ":tries", ":stopped", ":failed", ":failed:jobs", ":workers"],
            ["HEAD", 0, Entry, "h", "f", "h"]),
        new(RedisScript.PauseLane, [":lanes", ":ready", ":paused:lanes", ":workers"], ["b"]),
        new(RedisScript.ContinueLane, [":lanes", ":ready", ":stopped", ":paused:lanes", ":workers"], ["p"]),
        new(RedisScript.PauseBot, [":paused:bots", ":workers"], ["new", 900]),
        new(RedisScript.ContinueBot, [":paused:bots", ":ready", ":workers"], ["bot", 1]),
        new(
            RedisScript.SkipHead,
            [":lanes", ":jobs", ":ready", ":tries", ":stopped", ":failed", ":failed:jobs", ":workers"],
            ["b", 1, HashOf(Entry), "id", "{}"]),
        new(RedisScript.DropJob, [":lanes", ":jobs", ":ready", ":tries", ":stopped", ":workers"], ["long", 2, HashOf(Entry), 10, 1000]),
        new(RedisScript.FreeLane, [":lanes", ":ready", ":stopped", ":workers"], ["h", "f"]),
        new(RedisScript.PassFailed, [":failed", ":failed:jobs", ":php", ":php:notify", ":workers"], ["f"]),
        new(RedisScript.ClearTail, [":lanes", ":jobs", ":workers"], ["long", 4, 2]),
        new(RedisScript.DrainTail, [":lanes", ":jobs", ":workers", "", ":seen:b"],
            ["long", "HEAD", State(0, 1, 4), Mark(Entry), 1, Bits(0)]),
        new(RedisScript.Clear, [":lanes", ":jobs", ":ready", ":tries", ":stopped", ":workers"], ["b"]),
        new(
            RedisScript.Drain,
            [":lanes", ":jobs", ":ready", ":tries", ":stopped", ":workers", "", ":seen:b"],
            ["b", "HEAD", State(0, 1, 1), Mark(Entry), Bits(0)]),
        new(RedisScript.ForgetFailed, [":lanes", ":ready", ":stopped", ":failed", ":failed:jobs", ":failed:unread:f"],
            ["f", "h"]) { AnyType = [":failed:unread:f"] },
        new(RedisScript.ImportFailed, [":failed", ":failed:jobs", ":failed:put_back"], [0, "new", 1, "{}\nx"]),
        new(RedisScript.PassOn, ["", ":php", ":php:notify", ":workers"], ["HEAD", 0, Entry]),
        new(RedisScript.Migrate, ["", ":delayed", ":reserved", ":notify", ":workers"], ["TAIL", 100]),
        new(RedisScript.AddHorizonFigures, [":figures", ":measured"], [1, 10]),
        new(TimerScripts.Set, [":timers", ":timers:entries", ":timers:rules", ":timers:soonest", ":lanes"],
            ["a/n", "", 5, "{}", "", "a", 100]),
        new(TimerScripts.Cancel, [":timers", ":timers:entries", ":timers:rules", ":lanes"], ["b/t", "", 0]),
        new(TimerScripts.Fire, [":timers", ":timers:entries", ":timers:rules", ":lanes", ":jobs", ":ready", ":workers"], ["w", 10]),
        new(BroadcastScripts.Add, [":broadcast:l", ":broadcast:l:pages"], [0, "[1]", 1]),
        new(BroadcastScripts.Change, [":broadcast:b", ":broadcasts:sending", ":broadcast:b:pages", ":workers"],
            ["b", "Cancelled", "", 1, 1, "Sending"]),
        new(BroadcastScripts.Put, [":broadcast:b", ":broadcast:b:pages", ":broadcast:b:in_lanes", ""],
            [1, "RPUSH", 0, 1, 2, 1, Entry]),
        new(BroadcastScripts.Read, [":broadcast:b", ":broadcast:l"], []) { OnlyReads = true },
        new(BroadcastScripts.Settle,
            [":broadcast:b", ":broadcasts:sending", ":broadcast:b:in_lanes", ":broadcast:b:misses", ":workers"], ["b", 0, "sent", "{}", 1]),
        new(HistoryScripts.Add, [":history:lanes", ":history:lanes:at", ":history:m:1", ":history:t:1", ":history:h:1"],
            [1000, "message h=1", 200, 1000, 25, 5000, "a", "1 2 0 1 100 0 7 w"]),
        new(IntakeScripts.Push, ["", ":polls", ":recent", ":pending_jobs", ":record"],
            ["RPUSH", 1, "1", "holder", "5", 2, "9", Entry, "redis", "queue", 9_999_999_999, "uuid", "class", "1", "1.0"]),
        new(IntakeScripts.Hold, [":polls"], ["holder", 1000, 1000, "1", "2"]),
        new(IntakeScripts.Release, [":polls"], ["holder", "1"]),
        new(RedisScript.CompleteInHorizon, [":pending_jobs", ":completed_jobs", ":record"],
            [9_999_999_999, "id", "1.0", ""]) { AnyType = [":record"] },
    ];

    /// <summary>Fills the keys of a queue.</summary>
    public static Task PrepareAsync(IDatabase database, string key) => Task.WhenAll(
        database.ListRightPushAsync(key, Entry),
        database.SortedSetAddAsync(key + ":workers", [new("w", Never), new("dead", 1)]),
        database.HashSetAsync(
            key + ":lanes",
            [
                new("", "note"), new("a", State(100, 1, 2)), new("b", State(0, 1, 1)), new("h", State(0, 1, 0)), new("d", State(200, 1, 1)),
                new("long", State(0, 1, 4)), new("bot:1", State(0, 1, 1)), new("other:1", State(0, 1, 1)),
                new("p", Doubles(0, 1, 1, 1)),
            ]),
        database.HashSetAsync(
            key + ":jobs",
            [
                new("a 1", Entry), new("a 2", Entry), new("b 1", Entry), new("d 1", Entry), new("p 1", Entry),
                new("bot:1 1", Entry), new("other:1 1", Entry),
                new("long 1", Entry), new("long 2", Entry), new("long 3", Entry), new("long 4", Entry),
            ]),
        database.SortedSetAddAsync(key + ":ready", [new("b", 1), new("bot:1", 1e13 + 1), new("other:1", 2e13 + 1)]),
        database.SetAddAsync(key + ":holding:w", "a"),
        database.SetAddAsync(key + ":holding:dead", "d"),
        database.StringSetAsync(key + ":fence", 1000),
        database.StringSetAsync(key + ":sorting", "w"),
        database.HashSetAsync(key + ":tries", "a", "1 1"),
        database.HashSetAsync(key + ":stopped", "h", "f"),
        database.HashSetAsync(key + ":paused:lanes", "p", 1),
        database.HashSetAsync(key + ":paused:bots", [new("bot", "1 1"), new("other", "2 1 ended")]),
        database.HashSetAsync(key + ":cancelled", [new("a", "100 anybody"), new("b", "1 somebody")]),
        database.SortedSetAddAsync(key + ":failed", "f", 1),
        database.HashSetAsync(key + ":failed:jobs", "f", "{}\n" + Entry),
        database.StringSetAsync(key + ":once:a", "taker"),
        database.HashSetAsync(key + ":broadcast:l", "state", "Loading"),
        database.HashSetAsync(key + ":broadcast:b", [new("state", "Sending"), new("cursor", 1), new("total", 1)]),
        database.SetAddAsync(key + ":broadcast:b:in_lanes", 0),
        database.SortedSetAddAsync(key + ":timers", "b/t", 1),
        database.HashSetAsync(key + ":timers:entries", "b/t", "{}"),
        database.HashSetAsync(key + ":polls", "1", "holder 5 9000000000000000 1 8 1"),
        database.SortedSetAddAsync(key + ":seen", "b", 1),
        database.StringSetAsync(key + ":seen:b", new byte[] { 0x80 }),
        database.StringSetAsync(key + ":failed:unread:f", Entry),
        database.StringSetAsync(key + ":reading", "1 x"),
        database.StringSetAsync(key + ":restart", 1),
        database.SortedSetAddAsync(key + ":delayed", "delayed", 1),
        database.SortedSetAddAsync(key + ":reserved", "reserved", 1),
        database.ListRightPushAsync(key + ":notify", 1));

    private static byte[] State(double fence, double head, double tail) => Doubles(fence, head, tail);

    private static byte[] Doubles(params double[] numbers) => [.. numbers.SelectMany(BitConverter.GetBytes)];

    private static string HashOf(string entry) => JobHandle.Read(JobHandle.Of(1, Encoding.ASCII.GetBytes(entry)))!.Value.Hash;

    private static byte[] Bits(params int[] bits) => [.. bits.SelectMany(BitConverter.GetBytes)];

    private static byte[] Mark(string entry) => [.. BitConverter.GetBytes(entry.Length), .. Encoding.ASCII.GetBytes(entry[^16..])];

    private static RedisValue[] SortValues()
    {
        using var packed = new PackedEntries(1);
        packed.Add("new", 1, 5, Encoding.ASCII.GetBytes(Entry));
        return packed.Behind(["w", 0, 0, "HEAD", 100, 5, 1, 1]);
    }
}
