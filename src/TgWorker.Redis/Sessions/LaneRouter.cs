using StackExchange.Redis;
using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.Sessions;

/// <summary>Reads entries off the list, finds each one's lane and moves them there in one script.</summary>
internal sealed class LaneRouter(RedisConnection connection, QueueKeys keys, RedisQueueOptions options, IJobReader reader)
{
    /// <summary>The right to route lasts this long; a router that dies or stalls costs the others no more.</summary>
    public const int RightMilliseconds = 1000;

    private const int FewestEntries = 16;
    private const int MostEntries = 256;
    private const int MostEntriesOfBusyLanes = 1024;
    private const int KeysBeforeSeen = 8;

    // Of entries like the last ones, no more than this is read at once.
    private const int MostBytes = 8 * 1024 * 1024;

    private int _entriesThatFit = MostEntriesOfBusyLanes;

    /// <summary>How many entries to read for so many free slots.</summary>
    public int EntriesFor(int slots) => Math.Min(Math.Clamp(slots, FewestEntries, MostEntries), _entriesThatFit);

    /// <summary>How many to read after a batch that stood in busy lanes to the last entry.</summary>
    public int MoreEntriesThan(int count) => Math.Min(count * 2, _entriesThatFit);

    /// <summary>Reads up to <paramref name="count"/> entries, the oldest first. Takes nothing.</summary>
    public async Task<RedisValue[]> ReadAsync(int count)
    {
        if (options.Take == TakeFrom.Head)
        {
            return await connection.RangeAsync(keys.List, 0, count - 1).ConfigureAwait(false);
        }

        var entries = await connection.RangeAsync(keys.List, -count, -1).ConfigureAwait(false);
        Array.Reverse(entries);
        return entries;
    }

    /// <summary>Moves entries that were just read into their lanes. The caller holds the right to route, and keeps it with
    /// <paramref name="goOn"/> when nothing could be granted.</summary>
    public async Task<Routed> RouteAsync(RedisValue[] entries, int slots, bool goOn, string worker)
    {
        var jobs = new Job[entries.Length];
        using var packed = new PackedEntries(entries.Length);
        var seen = new SeenBitmaps(keys, options.Deduplicate);
        var bytes = 0L;
        for (var i = 0; i < entries.Length; i++)
        {
            byte[] payload = entries[i]!;
            bytes += payload.Length;
            jobs[i] = reader.Read(payload);
            var (bitmap, bit) = seen.Find(jobs[i]);
            packed.Add(jobs[i].Lane, bitmap, bit, payload);
        }

        _entriesThatFit = (int)Math.Clamp(MostBytes / Math.Max(bytes / entries.Length, 1), 1, MostEntriesOfBusyLanes);
        var values = packed.Behind(
        [
            worker, slots, goOn ? RightMilliseconds : 0, options.Take == TakeFrom.Head ? "HEAD" : "TAIL",
            (long)options.DeduplicateFor.TotalSeconds, entries.Length,
        ]);

        RedisKey[] scriptKeys = new RedisKey[KeysBeforeSeen + seen.Bitmaps.Count];
        (scriptKeys[0], scriptKeys[1], scriptKeys[2], scriptKeys[3]) = (keys.List, keys.Lanes, keys.Jobs, keys.Ready);
        (scriptKeys[4], scriptKeys[5], scriptKeys[6], scriptKeys[7]) = (keys.Workers, keys.Holding(worker), keys.Fence, keys.Router);
        seen.Bitmaps.CopyTo(scriptKeys, KeysBeforeSeen);

        var answer = (RedisResult[])(await connection.EvaluateAsync(RedisScript.Route, scriptKeys, values).ConfigureAwait(false))!;
        return (long)answer[0] switch
        {
            -1 => throw new LeaseLostException(worker),
            < 0 => new Routed([], [], Left: 0, RightLost: true),
            _ => Read(new RouteAnswer(answer), jobs),
        };
    }

    private static Routed Read(RouteAnswer answer, Job[] jobs)
    {
        var duplicates = new Job[answer.Duplicates];
        for (var i = 0; i < duplicates.Length; i++)
        {
            duplicates[i] = jobs[answer.DuplicateAt(i)];
        }

        var granted = new Delivery[answer.Granted];
        for (var i = 0; i < granted.Length; i++)
        {
            var (entry, fence) = answer.GrantedAt(i);
            granted[i] = new Delivery(jobs[entry], jobs[entry].Lane, fence) { Receipt = 1 };
        }

        return new Routed(granted, duplicates, answer.Left, RightLost: false);
    }
}
