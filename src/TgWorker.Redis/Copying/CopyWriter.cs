using System.Numerics;
using StackExchange.Redis;
using TgWorker.Core.Copying;
using TgWorker.Core.FailedJobs;
using TgWorker.Core.Text;
using TgWorker.Redis.FailedJobs;
using TgWorker.Redis.Keys;

namespace TgWorker.Redis.Copying;

/// <summary>Writes the parts of a queue that is copied, each as commands that are sent in one go.</summary>
internal sealed class CopyWriter(CopyKeys keys, TakeFrom take, DateTimeOffset now)
{
    private const int Half = 32;

    private readonly Dictionary<RedisKey, int> _seen = [];

    /// <summary>The keys that a part writes which have a name of their own each.</summary>
    public IReadOnlyList<RedisKey> OwnKeys(CopiedPart part) =>
    [
        .. part.Memories.Where(IsKept).Select(Place), .. part.Marks.Where(mark => mark.Until > now).Select(Place),
        .. part.Seen.Where(seen => seen.Until > now).Select(Place).Distinct(),
        .. part.Failed.Where(IsUnread).Select(job => keys.Queue.Unread(job.Id)),
    ];

    /// <summary>Writes a part.</summary>
    public Task Write(IBatch batch, CopiedPart part) => Task.WhenAll(
    [
        .. Jobs(batch, part.Jobs), .. part.Lanes.SelectMany(lane => Lane(batch, lane)), .. Entries(batch, part.Entries),
        .. part.Failed.SelectMany(job => (Task[])
        [
            batch.HashSetAsync(
                keys.Staged.FailedJobs, job.Id, FailedJobRecord.Write(IsUnread(job) ? job with { Payload = default } : job)),
            batch.SortedSetAddAsync(keys.Staged.Failed, job.Id, KeptTime.Microseconds(job.FailedAt)),
        ]),
        .. part.Failed.Where(IsUnread).Select(job => batch.StringSetAsync(keys.Queue.Unread(job.Id), job.Payload)),
        .. part.Timers.SelectMany(timer => Timer(batch, timer)), .. part.Memories.Where(IsKept).SelectMany(memory => Memory(batch, memory)),
        .. part.Marks.Where(mark => mark.Until > now).Select(mark =>
            batch.StringSetAsync(Place(mark), mark.Taker, mark.Until - now)),
        .. part.Seen.Where(seen => seen.Until > now).SelectMany(seen => Seen(batch, seen)),
    ]);

    // Its bytes are under a key of their own.
    private static bool IsUnread(FailedJob job) => job.UnreadBytes is not null;

    private bool IsKept(CopiedMemory memory) => memory.Until > now && memory.Texts.Count > 0;

    private RedisKey Place(CopiedMemory memory) =>
        memory.Job is { } job ? keys.Queue.Notes(memory.Lane, job) : keys.Queue.Memory(memory.Lane);

    private RedisKey Place(CopiedMark mark) => keys.Queue.Mark(mark.Lane, mark.Mark);

    private RedisKey Place(CopiedSeen seen) => keys.Queue.Seen(seen.Bot, seen.First / SeenBitmaps.IdsPerBitmap, seen.Scope);

    private IEnumerable<Task> Jobs(IBatch batch, IReadOnlyList<CopiedJob> jobs) => jobs.Count == 0
        ? []
        : [batch.HashSetAsync(
            keys.Staged.Jobs, [.. jobs.Select(job => new HashEntry(QueueKeys.Job(job.Lane, job.Place), job.Payload))])];

    private IEnumerable<Task> Entries(IBatch batch, IReadOnlyList<byte[]> entries)
    {
        RedisValue[] values = [.. entries.Select(entry => (RedisValue)entry)];
        return values.Length == 0 ? []
            : [take == TakeFrom.Head ? batch.ListRightPushAsync(keys.Staged.List, values)
                : batch.ListLeftPushAsync(keys.Staged.List, values)];
    }

    private IEnumerable<Task> Lane(IBatch batch, CopiedLane lane)
    {
        var due = Math.Max(lane.DueAt.ToUnixTimeMilliseconds(), 0);
        var state = new PackedLaneState(0, 1, lane.Jobs, lane.PausedSince is null ? null : due);
        yield return batch.HashSetAsync(keys.Staged.Lanes, lane.Lane, state.Pack());
        if (lane.PausedSince is { } since)
        {
            yield return batch.HashSetAsync(keys.Staged.PausedLanes, lane.Lane, since.ToUnixTimeMilliseconds());
        }

        if (lane.StoppedFor is { } failed)
        {
            yield return batch.HashSetAsync(keys.Staged.Stopped, lane.Lane, failed);
        }

        if (lane is { Lapses: > 0 } or { Failures: > 0 })
        {
            yield return batch.HashSetAsync(keys.Staged.Tries, lane.Lane, $"{lane.Lapses} {lane.Failures}");
        }

        if (lane is { Jobs: > 0, StoppedFor: null, PausedSince: null })
        {
            yield return batch.SortedSetAddAsync(keys.Staged.Ready, lane.Lane, due);
        }
    }

    private IEnumerable<Task> Timer(IBatch batch, CopiedTimer timer)
    {
        yield return batch.HashSetAsync(keys.Staged.TimerEntries, timer.Id, timer.Entry);
        yield return batch.SortedSetAddAsync(keys.Staged.Timers, timer.Id, timer.DueAt.ToUnixTimeMilliseconds());
        if (timer.Rule.Length > 0)
        {
            yield return batch.HashSetAsync(keys.Staged.TimerRules, timer.Id, timer.Rule);
        }
    }

    // What an earlier life of the queue has left there is older.
    private IEnumerable<Task> Memory(IBatch batch, CopiedMemory memory)
    {
        var key = Place(memory);
        yield return batch.KeyDeleteAsync(key);
        yield return batch.HashSetAsync(key, [.. memory.Texts.Select(text => new HashEntry(text.Key, text.Value))]);
        yield return batch.KeyExpireAsync(key, memory.Until - now);
    }

    // The bits of 64 updates, in two numbers: Redis has none of 64 bits without a sign, and its first bit is the highest.
    private IEnumerable<Task> Seen(IBatch batch, CopiedSeen seen)
    {
        var (key, bit, reversed) = (Place(seen), seen.First % SeenBitmaps.IdsPerBitmap, Reverse(seen.Bits));
        var count = _seen[key] = _seen.GetValueOrDefault(key) + BitOperations.PopCount(seen.Bits);
        yield return batch.ExecuteAsync(
            "BITFIELD", key, "SET", "u32", bit, reversed >> Half, "SET", "u32", bit + Half, reversed & uint.MaxValue);
        yield return batch.KeyExpireAsync(key, seen.Until - now);
        var listed = ((string)key!)[(((string)keys.Queue.SeenBitmaps!).Length + 1)..];
        yield return batch.SortedSetAddAsync(
            keys.Queue.SeenBitmaps, listed, (count >= SeenBitmaps.WorthKeeping ? seen.Until : now).ToUnixTimeSeconds());
        yield return batch.KeyExpireAsync(keys.Queue.SeenBitmaps, 2 * (seen.Until - now));
    }

    private static ulong Reverse(ulong bits)
    {
        var reversed = 0UL;
        for (var i = 0; i < 2 * Half; i++)
        {
            reversed = (reversed << 1) | ((bits >> i) & 1);
        }

        return reversed;
    }
}
