using StackExchange.Redis;
using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Observing;
using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.Sorting;

/// <summary>Reads entries off the list, finds each one's lane and moves them there in one script.</summary>
internal sealed class LaneSorter(RedisCommands connection, QueueKeys keys, TakeFrom take, TimeSpan? rememberUpdates, IJobReader reader, IReadOnlyList<IEntryScreen> screens)
{
    /// <summary>The right to sort lasts this long; a sorter that dies or stalls costs the others no more.</summary>
    public const int RightMilliseconds = 1000;

    private const int FewestEntries = 16;
    private const int MostEntries = 256;
    private const int MostEntriesOfBusyLanes = 1024;
    private const int KeysBeforeSeen = 9;

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
        if (take == TakeFrom.Head)
        {
            return await connection.RangeAsync(keys.List, 0, count - 1).ConfigureAwait(false);
        }

        var entries = await connection.RangeAsync(keys.List, -count, -1).ConfigureAwait(false);
        Array.Reverse(entries);
        return entries;
    }

    /// <summary>Moves entries that were just read into their lanes. The caller holds the right to sort, and keeps it with
    /// <paramref name="goOn"/> when nothing could be granted.</summary>
    public async Task<Sorted> SortAsync(RedisValue[] entries, int slots, bool goOn, string worker)
    {
        var jobs = new Job[entries.Length];
        using var packed = new PackedEntries(entries.Length);
        var seen = new SeenBitmaps(keys, rememberUpdates is not null);
        var bytes = 0L;
        for (var i = 0; i < entries.Length; i++)
        {
            byte[] payload = entries[i]!;
            bytes += payload.Length;
            jobs[i] = reader.Read(payload);
            var (bitmap, bit) = seen.Find(jobs[i]);
            packed.Add(jobs[i].Lane, bitmap, bit, payload);
        }

        if (await ScreenAsync(jobs).ConfigureAwait(false) is { } left)
        {
            return new Sorted([], [], left, RightLost: false, Screened: true);
        }

        _entriesThatFit = (int)Math.Clamp(MostBytes / Math.Max(bytes / entries.Length, 1), 1, MostEntriesOfBusyLanes);
        var values = packed.Behind(
        [
            worker, slots, goOn ? RightMilliseconds : 0, take == TakeFrom.Head ? "HEAD" : "TAIL",
            (long)(rememberUpdates?.TotalSeconds ?? 0), SeenBitmaps.Most, SeenBitmaps.WorthKeeping, entries.Length,
        ]);

        RedisKey[] scriptKeys = new RedisKey[KeysBeforeSeen + seen.Bitmaps.Count];
        (scriptKeys[0], scriptKeys[1], scriptKeys[2], scriptKeys[3]) = (keys.List, keys.Lanes, keys.Jobs, keys.Ready);
        (scriptKeys[4], scriptKeys[5], scriptKeys[6], scriptKeys[7]) = (keys.Workers, keys.Holding(worker), keys.Fence, keys.Sorter);
        scriptKeys[8] = keys.SeenBitmaps;
        seen.Bitmaps.CopyTo(scriptKeys, KeysBeforeSeen);

        var answer = (RedisResult[])(await connection.EvaluateAsync(RedisScript.Sort, scriptKeys, values).ConfigureAwait(false))!;
        return (long)answer[0] switch
        {
            -1 => throw new LeaseLostException(worker),
            < 0 => new Sorted([], [], Left: 0, RightLost: true),
            _ => Read(new SortAnswer(answer), jobs),
        };
    }

    /// <summary>Lets those take entries who do something else with them; how many are left, or null when none was taken.</summary>
    private async Task<long?> ScreenAsync(Job[] jobs)
    {
        foreach (var screen in screens)
        {
            if (Array.Exists(jobs, screen.Concerns) && await screen.TakeAsync(jobs).ConfigureAwait(false) is { Taken: > 0, Left: var left })
            {
                return left;
            }
        }

        return null;
    }

    private static Sorted Read(SortAnswer answer, Job[] jobs)
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

        return new Sorted(granted, duplicates, answer.Left, RightLost: false);
    }
}
