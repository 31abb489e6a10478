using System.Runtime.CompilerServices;
using StackExchange.Redis;
using TgWorker.Core.FailedJobs;
using TgWorker.Core.Operating;
using TgWorker.Core.Text;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.FailedJobs;

/// <summary>The failed jobs of one Redis queue.</summary>
internal sealed class RedisFailedJobs(RedisConnection connection, QueueKeys keys, FailedJobRetrying retrying, FailedJobRemoval removal)
    : IFailedJobs
{
    public IAsyncEnumerable<FailedJob> ListAsync(CancellationToken cancellationToken) => ListAsync(null, cancellationToken);

    public async IAsyncEnumerable<FailedJob> ListAsync(DateTimeOffset? upTo, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pages = new FailedJobPages(connection, keys);
        var start = upTo is { } time
            ? (long)await connection.ExecuteAsync("ZCOUNT", keys.Failed, $"({KeptTime.Microseconds(time)}", "+inf")
                .ConfigureAwait(false)
            : 0;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var ids = (string[])(await connection.ExecuteAsync("ZREVRANGE", keys.Failed, start, start + pages.Size - 1)
                .ConfigureAwait(false))!;
            if (ids.Length == 0)
            {
                yield break;
            }

            start += ids.Length;
            foreach (var job in (await pages.ReadAsync(ids).ConfigureAwait(false)).OfType<FailedJob>())
            {
                yield return job;
            }
        }
    }

    public async Task<FailedJob?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await new FailedJobPages(connection, keys).ReadAsync([id]).ConfigureAwait(false))[0];

    public async Task<ReadOnlyMemory<byte>> ReadPayloadAsync(FailedJob job, long offset, int count, CancellationToken cancellationToken)
    {
        if (job.UnreadBytes is null)
        {
            return job.PayloadPart(offset, count);
        }

        return (byte[])(await connection.ExecuteAsync("GETRANGE", keys.Unread(job.Id), offset, offset + count - 1).ConfigureAwait(false))!;
    }

    public Task<IReadOnlyList<string>> RetryAsync(IReadOnlyList<string> ids, bool atTail, CancellationToken cancellationToken) =>
        RetryAsync(ids, atTail, null, cancellationToken);

    public Task<IReadOnlyList<string>> RetryAsync(
        IReadOnlyList<string> ids, bool atTail, IProgress<WorkDone>? progress, CancellationToken cancellationToken) =>
        retrying.RunAsync(ids, atTail, progress, cancellationToken);

    public async Task<bool> ForgetAsync(string id, CancellationToken cancellationToken) =>
        await ForgetAsync([id], null, cancellationToken).ConfigureAwait(false) == 1;

    public Task<long> ForgetAsync(IReadOnlyList<string> ids, IProgress<WorkDone>? progress, CancellationToken cancellationToken) =>
        removal.ForgetAsync(ids, progress, cancellationToken);

    public Task<long> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken) => PruneAsync(before, null, cancellationToken);

    public Task<long> PruneAsync(DateTimeOffset before, IProgress<WorkDone>? progress, CancellationToken cancellationToken) =>
        removal.PruneAsync(before, progress, cancellationToken);

    public Task<long> FlushAsync(CancellationToken cancellationToken) => FlushAsync(null, cancellationToken);

    public Task<long> FlushAsync(IProgress<WorkDone>? progress, CancellationToken cancellationToken) =>
        removal.FlushAsync(progress, cancellationToken);

    public async Task<bool> ImportAsync(FailedJob job, CancellationToken cancellationToken) =>
        (await ImportAsync([job], again: true, cancellationToken).ConfigureAwait(false)).Added == 1;

    public async Task<ImportedJobs> ImportAsync(IReadOnlyList<FailedJob> jobs, bool again, CancellationToken cancellationToken)
    {
        var imported = default(ImportedJobs);
        foreach (var page in jobs.Chunk(FailedJobPages.MostJobs / 4))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var answer = (RedisResult[])(await connection.EvaluateAsync(
                RedisScript.ImportFailed,
                [keys.Failed, keys.FailedJobs, keys.PutBack],
                [
                    again ? 1 : 0,
                    .. page.SelectMany(job =>
                        new RedisValue[] { job.Id, KeptTime.Microseconds(job.FailedAt), FailedJobRecord.Write(job) }),
                ]).ConfigureAwait(false))!;
            imported += new ImportedJobs((long)answer[0], (long)answer[1], (long)answer[2]);
        }

        return imported;
    }
}
