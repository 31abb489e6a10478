using System.Runtime.CompilerServices;
using StackExchange.Redis;
using TgWorker.Core.FailedJobs;
using TgWorker.Core.Jobs;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Observing;
using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.FailedJobs;

/// <summary>The failed jobs of one Redis queue.</summary>
internal sealed class RedisFailedJobs(RedisConnection connection, QueueKeys keys, IJobReader reader, IQueueObserver? observer) : IFailedJobs
{
    private const int Page = 100;

    public async IAsyncEnumerable<FailedJob> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var start = 0; ; start += Page)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = (RedisResult[])(await connection.ExecuteAsync("ZREVRANGE", keys.Failed, start, start + Page - 1, "WITHSCORES").ConfigureAwait(false))!;
            var ids = page.Chunk(2).Select(pair => (RedisValue)(string)pair[0]!).ToArray();
            var records = ids.Length == 0 ? [] : await connection.ReadFieldsAsync(keys.FailedJobs, ids).ConfigureAwait(false);
            for (var i = 0; i < records.Length; i++)
            {
                if (!records[i].IsNull)
                {
                    yield return FailedJobRecord.Read(ids[i]!, When((double)page[(2 * i) + 1]), (byte[])records[i]!);
                }
            }

            if (page.Length < 2 * Page)
            {
                yield break;
            }
        }
    }

    public async Task<FailedJob?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var score = await connection.ExecuteAsync("ZSCORE", keys.Failed, id).ConfigureAwait(false);
        return score.IsNull ? null : await ReadAsync(id, (double)score).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<string>> RetryAsync(IReadOnlyList<string> ids, bool atTail, CancellationToken cancellationToken)
    {
        var found = new List<(string Id, string Lane, DateTimeOffset FailedAt)>(ids.Count);
        foreach (var id in ids.Distinct())
        {
            if (await FindAsync(id, cancellationToken).ConfigureAwait(false) is { } job)
            {
                found.Add((id, job.Lane, job.FailedAt));
                if (observer is not null)
                {
                    await observer.RetryingAsync(reader.Read(job.Payload)).ConfigureAwait(false);
                }
            }
        }

        var retried = new List<string>(found.Count);
        foreach (var lane in found.GroupBy(job => job.Lane))
        {
            // A page at a time keeps scripts short; at the head the last page goes first, for the others to stand before it.
            var pages = lane.OrderBy(job => job.FailedAt).Chunk(Page);
            foreach (var page in atTail ? pages : pages.Reverse())
            {
                cancellationToken.ThrowIfCancellationRequested();
                retried.AddRange((string[])(await connection.EvaluateAsync(
                    RedisScript.RetryFailed,
                    [keys.Lanes, keys.Jobs, keys.Ready, keys.Tries, keys.Stopped, keys.Failed, keys.FailedJobs, keys.Workers],
                    [lane.Key, atTail ? 1 : 0, .. page.Select(job => (RedisValue)job.Id)]).ConfigureAwait(false))!);
            }
        }

        return retried;
    }

    public async Task<bool> ForgetAsync(string id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } job
            || (int)await connection.EvaluateAsync(
                RedisScript.ForgetFailed,
                [keys.Lanes, keys.Ready, keys.Stopped, keys.Failed, keys.FailedJobs],
                [id, job.Lane]).ConfigureAwait(false) != 1)
        {
            return false;
        }

        observer?.Forgotten(reader.Read(job.Payload));
        return true;
    }

    public async Task<long> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var (pruned, kept) = (0L, 0);
        while (true)
        {
            var ids = (string[])(await connection.ExecuteAsync(
                "ZRANGEBYSCORE", keys.Failed, "-inf", $"({Microseconds(before)}", "LIMIT", kept, Page).ConfigureAwait(false))!;
            foreach (var id in ids)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var isHeld = await FindAsync(id, cancellationToken).ConfigureAwait(false) is { } job && await HoldsAsync(job).ConfigureAwait(false);
                if (!isHeld && await ForgetAsync(id, cancellationToken).ConfigureAwait(false))
                {
                    pruned++;
                }
                else
                {
                    kept++;
                }
            }

            if (ids.Length < Page)
            {
                return pruned;
            }
        }
    }

    public async Task<bool> ImportAsync(FailedJob job, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        cancellationToken.ThrowIfCancellationRequested();
        return (int)await connection.EvaluateAsync(
            RedisScript.ImportFailed, [keys.Failed, keys.FailedJobs], [job.Id, Microseconds(job.FailedAt), FailedJobRecord.Write(job)]).ConfigureAwait(false) == 1;
    }

    public async Task<long> FlushAsync(CancellationToken cancellationToken)
    {
        var flushed = 0L;
        while (true)
        {
            var ids = (RedisValue[])(await connection.ExecuteAsync("ZRANGE", keys.Failed, 0, Page - 1).ConfigureAwait(false))!;
            foreach (var id in ids)
            {
                cancellationToken.ThrowIfCancellationRequested();
                flushed += await ForgetAsync(id!, cancellationToken).ConfigureAwait(false) ? 1 : 0;
            }

            if (ids.Length < Page)
            {
                return flushed;
            }
        }
    }

    private async Task<bool> HoldsAsync(FailedJob job) =>
        (string?)await connection.ExecuteAsync("HGET", keys.Stopped, job.Lane).ConfigureAwait(false) == job.Id;

    private async Task<FailedJob?> ReadAsync(string id, double microseconds)
    {
        var record = await connection.ExecuteAsync("HGET", keys.FailedJobs, id).ConfigureAwait(false);
        return record.IsNull
            ? null
            : FailedJobRecord.Read(id, When(microseconds), (byte[])record!);
    }

    private static DateTimeOffset When(double microseconds) => DateTimeOffset.UnixEpoch.AddMicroseconds(microseconds);

    private static long Microseconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
