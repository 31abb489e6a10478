using StackExchange.Redis;
using TgWorker.Core.Jobs;
using TgWorker.Core.Operating;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Observing;
using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.Operations;

/// <summary>Deletes the entries of a queue that no worker runs, in steps that each take Redis a moment.</summary>
internal sealed class QueueClearing(
    RedisConnection connection, QueueKeys keys, LaneList lanes, LiveWorkers workers, IJobReader reader, IQueueObserver? observer)
{
    private const int MostEntries = 250;
    private const int FewestEntries = 8;
    private const long MostBytes = 1024 * 1024;

    /// <returns>How many entries there were.</returns>
    public async Task<long> RunAsync(IProgress<WorkDone>? progress, CancellationToken cancellationToken)
    {
        await workers.FreeLapsedAsync().ConfigureAwait(false);
        var counts = new long[4];
        await connection.SendAsync(batch => Task.WhenAll(
            ReadAsync(batch.ListLengthAsync(keys.List), 0), ReadAsync(batch.SortedSetLengthAsync(keys.Delayed), 1),
            ReadAsync(batch.SortedSetLengthAsync(keys.Reserved), 2), ReadAsync(batch.HashLengthAsync(keys.Jobs), 3))).ConfigureAwait(false);
        var total = counts.Sum();
        var cleared = 0L;
        var report = progress is null ? null
            : new Action<long>(count => progress.Report(new WorkDone(cleared += count, Math.Max(total, cleared))));
        var done = await TakeAsync(keys.List, "LPOP", 1, counts[0], report, cancellationToken).ConfigureAwait(false)
            + await TakeAsync(keys.Delayed, "ZPOPMIN", 2, counts[1], report, cancellationToken).ConfigureAwait(false)
            + await TakeAsync(keys.Reserved, "ZPOPMIN", 2, counts[2], report, cancellationToken).ConfigureAwait(false);
        await connection.ExecuteAsync("UNLINK", keys.Notify).ConfigureAwait(false);
        await foreach (var lane in lanes.NamesAsync(cancellationToken).ConfigureAwait(false))
        {
            done += await ClearLaneAsync(lane, report, cancellationToken).ConfigureAwait(false);
        }

        return done;

        async Task ReadAsync(Task<long> count, int at) => counts[at] = await count.ConfigureAwait(false);
    }

    // Whole when nobody has to be told which jobs they were; the memory is freed beside Redis's work.
    private async Task<long> TakeAsync(
        RedisKey key, string pop, int each, long count, Action<long>? report, CancellationToken cancellationToken)
    {
        var taken = 0L;
        if (observer is null)
        {
            var length = pop == "LPOP" ? "LLEN" : "ZCARD";
            await connection.TransactAsync(transaction => Task.WhenAll(
                CountAsync(transaction.ExecuteAsync(length, key)), transaction.ExecuteAsync("UNLINK", key))).ConfigureAwait(false);
            report?.Invoke(taken);
            return taken;
        }

        for (var page = FewestEntries; taken < count;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var answer = await connection.ExecuteAsync(pop, key, Math.Min(page, count - taken)).ConfigureAwait(false);
            byte[][] entries = answer.IsNull ? []
                : [.. ((RedisResult[])answer!).Where((_, i) => i % each == 0).Select(entry => (byte[])entry!)];
            if (entries.Length == 0)
            {
                break;
            }

            taken += entries.Length;
            report?.Invoke(entries.Length);
            await TellAsync(entries).ConfigureAwait(false);
            page = (int)Math.Clamp(MostBytes / Math.Max(1, entries.Sum(entry => (long)entry.Length) / entries.Length), 1, MostEntries);
        }

        return taken;

        async Task CountAsync(Task<RedisResult> answer) => taken = (long)await answer.ConfigureAwait(false);
    }

    private async Task<long> ClearLaneAsync(string lane, Action<long>? report, CancellationToken cancellationToken)
    {
        var cleared = 0L;
        while (await lanes.StateAsync(lane).ConfigureAwait(false) is { } packed)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var state = PackedLaneState.Read(packed)!.Value;
            var waiting = state.Jobs - (state.Fence == 0 ? 0 : 1);
            var isLarge = waiting > MostEntries + 1; // clear_tail.lua leaves two
            var first = isLarge ? state.Tail - MostEntries + 1 : state.Tail - waiting + 1;
            var jobs = observer is null ? [] : await ReadAsync(lane, first, state.Tail).ConfigureAwait(false);
            var answer = isLarge
                ? (long)await connection.EvaluateAsync(
                    RedisScript.ClearTail, [keys.Lanes, keys.Jobs, keys.Workers], [lane, state.Tail, MostEntries]).ConfigureAwait(false)
                : (long)await connection.EvaluateAsync(
                    RedisScript.Clear, [keys.Lanes, keys.Jobs, keys.Ready, keys.Tries, keys.Stopped, keys.Workers], [lane])
                        .ConfigureAwait(false);
            if (answer > 0)
            {
                cleared += answer;
                report?.Invoke(answer);
                await TellAsync(jobs).ConfigureAwait(false);
            }

            if (!isLarge)
            {
                break;
            }
        }

        return cleared;
    }

    private async Task<byte[][]> ReadAsync(string lane, long first, long last)
    {
        var fields = new RedisValue[last - first + 1];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = QueueKeys.Job(lane, first + i);
        }

        return fields.Length == 0 ? []
            : [.. (await connection.ReadFieldsAsync(keys.Jobs, fields).ConfigureAwait(false)).Where(value => !value.IsNull)
                .Select(value => (byte[])value!)];
    }

    private Task TellAsync(byte[][] entries) => observer is null || entries.Length == 0
        ? Task.CompletedTask
        : observer.ClearedAsync(Array.ConvertAll(entries, entry => reader.Read(entry)));
}
