using StackExchange.Redis;
using TgWorker.Core.FailedJobs;
using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.FailedJobs;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Payloads;
using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.Sorting;

/// <summary>
/// Reads the oldest entries off the list, by their bytes and not only by their number: whatever stands there, a worker never carries more
/// than it can.
/// Takes none of them, but for what nobody can read.
/// </summary>
internal sealed class EntryReader(RedisCommands connection, QueueKeys keys, string queue, TakeFrom take, int largest, PayloadPool payloads)
{
    private const int FewestEntries = 16;
    private const int MostEntries = 256;
    private const int MostEntriesOfBusyLanes = 1024;
    private const int MostBytes = 16 * 1024 * 1024;

    // Each time within a second, the life of a right to sort.
    private const int ReadsBeforeAlone = 2;
    private const int ReadsBeforeGivenUp = 8;
    private const int RememberSeconds = 3600;

    private static readonly (string Text, string Json) Deadly = Reason(
        $"It was read {ReadsBeforeGivenUp} times and never sorted: it may have killed the workers that read it, or took them too long.");

    private readonly (string Text, string Json) _tooLarge = Reason(UnreadEntry.TooLarge(largest));

    private int _fit = MostEntriesOfBusyLanes;

    /// <summary>How many entries to read for so many free slots.</summary>
    public int EntriesFor(int slots) => Math.Min(Math.Clamp(slots, FewestEntries, MostEntries), _fit);

    /// <summary>How many to read after a batch that stood in busy lanes to the last entry.</summary>
    public int MoreEntriesThan(int count) => Math.Min(count * 2, _fit);

    /// <summary>Takes note that so many entries were read and sorted: twice as many may be next time.</summary>
    public void NoteSorted(int count) => _fit = Math.Min(Math.Max(_fit, count * 2), MostEntriesOfBusyLanes);

    /// <summary>Takes note that entries could not be read or sorted: half as many may be.</summary>
    public void NoteFailed(int count) => _fit = Math.Max(Math.Min(_fit, count) / 2, 1);

    /// <summary>Reads up to <paramref name="count"/> entries, the oldest first, for the worker that has the right to sort.</summary>
    /// <exception cref="LeaseLostException">The lease has lapsed.</exception>
    public async Task<EntriesRead> ReadAsync(int count, string worker)
    {
        var id = UnreadEntry.NewId();
        var answer = (RedisResult[])(await connection.EvaluateAsync(
            RedisScript.Read,
            [keys.List, keys.Workers, keys.Sorter, keys.Reading, keys.Failed, keys.FailedJobs, keys.Unread(id)],
            [
                worker, take == TakeFrom.Head ? "HEAD" : "TAIL", count, MostBytes, largest, ReadsBeforeAlone, ReadsBeforeGivenUp,
                RememberSeconds, id, FailedJobRecord.WriteUnread(UnreadableLane.Prefix + id, queue, worker), _tooLarge.Json, Deadly.Json,
            ]).ConfigureAwait(false))!;
        return (long)answer[0] switch
        {
            -1 => throw new LeaseLostException(worker),
            -2 => new EntriesRead((PayloadLease[]?)null),
            0 => new EntriesRead(Array.ConvertAll(answer[1..], static entry => (PayloadLease?)PayloadLease.Own((byte[])entry!))),
            1 => await ReadPlainlyAsync((int)answer[1], worker).ConfigureAwait(false),
            var why => new EntriesRead([]) { GivenUp = (id, (long)answer[1], (why == 2 ? _tooLarge : Deadly).Text) },
        };
    }

    private static (string Text, string Json) Reason(string text) => (text, FailedJobRecord.Text(text));

    private async Task<EntriesRead> ReadPlainlyAsync(int count, string worker)
    {
        var entries = take == TakeFrom.Head
            ? await payloads.ReadRangeAsync(connection, keys.List, 0, count - 1).ConfigureAwait(false)
            : await payloads.ReadRangeAsync(connection, keys.List, -count, -1).ConfigureAwait(false);
        if (take == TakeFrom.Tail)
        {
            Array.Reverse(entries);
        }

        // All of them fit, and yet one may be larger than any may be: it waits until it is the first.
        var large = Array.FindIndex(entries, entry => entry!.Length > largest);
        if (large < 0)
        {
            return new EntriesRead(entries);
        }

        PayloadLease.End(entries.AsSpan(large));
        return large == 0 ? await ReadAsync(1, worker).ConfigureAwait(false) : new EntriesRead(entries[..large]);
    }
}
