using StackExchange.Redis;
using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Observing;
using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.Sorting;

/// <summary>Finds the lane of each entry that was read off the list, and moves them there in one script.</summary>
internal sealed class LaneSorter(
    RedisCommands connection, QueueKeys keys, TakeFrom take, TimeSpan? rememberUpdates, IJobReader reader,
    IReadOnlyList<IEntryScreen> screens, TimeProvider time)
{
    /// <summary>The right to sort lasts this long; a sorter that dies or stalls costs the others no more.</summary>
    public const int RightMilliseconds = 1000;

    private const int KeysBeforeSeen = 11;

    // All of it passes through the script.
    private const int MostBytes = 4 * 1024 * 1024;

    // What is not found out by then is left for the next turn: the right to sort must not lapse meanwhile.
    private static readonly TimeSpan LongestReading = TimeSpan.FromMilliseconds(RightMilliseconds / 4);

    /// <summary>
    /// Moves entries that were just read into their lanes. The caller holds the right to sort, and keeps it with <paramref name="goOn"/>
    /// when nothing could be granted. Entries that were granted are taken out of <paramref name="entries"/>: their deliveries own them.
    /// </summary>
    public async Task<Sorted> SortAsync(PayloadLease?[] entries, int slots, bool goOn, string worker)
    {
        using var packed = new PackedEntries(entries.Length);
        var seen = new SeenBitmaps(keys, rememberUpdates is not null);
        var jobs = Read(entries, seen, packed);
        if (await ScreenAsync(jobs).ConfigureAwait(false) is { } left)
        {
            // That is progress, though the first entry may stand there yet.
            await connection.ExecuteAsync("DEL", keys.Reading).ConfigureAwait(false);
            return new Sorted([], [], left, RightLost: false, Screened: true);
        }

        var values = packed.Behind(
        [
            worker, slots, goOn ? RightMilliseconds : 0, take == TakeFrom.Head ? "HEAD" : "TAIL",
            (long)(rememberUpdates?.TotalSeconds ?? 0), SeenBitmaps.Most, SeenBitmaps.WorthKeeping, jobs.Length,
        ]);

        RedisKey[] scriptKeys = new RedisKey[KeysBeforeSeen + seen.Bitmaps.Count];
        (scriptKeys[0], scriptKeys[1], scriptKeys[2], scriptKeys[3]) = (keys.List, keys.Lanes, keys.Jobs, keys.Ready);
        (scriptKeys[4], scriptKeys[5], scriptKeys[6], scriptKeys[7]) = (keys.Workers, keys.Holding(worker), keys.Fence, keys.Sorter);
        (scriptKeys[8], scriptKeys[9], scriptKeys[10]) = (keys.Reading, keys.SeenBitmaps, keys.PausedBots);
        seen.Bitmaps.CopyTo(scriptKeys, KeysBeforeSeen);

        var answer = (RedisResult[])(await connection.EvaluateAsync(RedisScript.Sort, scriptKeys, values).ConfigureAwait(false))!;
        return (long)answer[0] switch
        {
            -1 => throw new LeaseLostException(worker),
            < 0 => new Sorted([], [], Left: 0, RightLost: true),
            _ => Read(new SortAnswer(answer), jobs, entries),
        };
    }

    /// <summary>
    /// The jobs of the first entries, as many as Redis moves in a moment and as can be read in the time there is, at least one.
    /// </summary>
    private Job[] Read(PayloadLease?[] entries, SeenBitmaps seen, PackedEntries packed)
    {
        var started = time.GetTimestamp();
        var bytes = 0;
        var jobs = new Job[entries.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            var payload = entries[i]!;
            bytes += payload.Length;
            jobs[i] = reader.Read(payload.Memory);
            jobs[i].Lease = payload;
            var (bitmap, bit) = seen.Find(jobs[i]);
            packed.Add(jobs[i].Lane, bitmap, bit, payload.Memory.Span);
            if (bytes > MostBytes || time.GetElapsedTime(started) > LongestReading)
            {
                return jobs[..(i + 1)];
            }
        }

        return jobs;
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

    private static Sorted Read(SortAnswer answer, Job[] jobs, PayloadLease?[] entries)
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
            entries[entry] = null;
        }

        return new Sorted(granted, duplicates, answer.Left, RightLost: false);
    }
}
