using StackExchange.Redis;
using TgWorker.Core.FailedJobs;
using TgWorker.Core.Jobs;
using TgWorker.Core.Operating;
using TgWorker.Core.Text;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Observing;
using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.FailedJobs;

/// <summary>Deletes failed jobs: some, old ones or all.</summary>
internal sealed class FailedJobRemoval(RedisConnection connection, QueueKeys keys, IJobReader reader, IQueueObserver? observer)
{
    /// <returns>How many there were.</returns>
    public async Task<long> ForgetAsync(IReadOnlyList<string> ids, IProgress<WorkDone>? progress, CancellationToken cancellationToken)
    {
        var pages = new FailedJobPages(connection, keys);
        var (done, forgotten) = (0L, 0L);
        foreach (var page in pages.Of(ids))
        {
            cancellationToken.ThrowIfCancellationRequested();
            forgotten += await ForgetAsync(page, await pages.ReadAsync(page).ConfigureAwait(false)).ConfigureAwait(false);
            progress?.Report(new WorkDone(done += page.Length, ids.Count));
        }

        return forgotten;
    }

    /// <returns>How many there were.</returns>
    public async Task<long> FlushAsync(IProgress<WorkDone>? progress, CancellationToken cancellationToken)
    {
        var pages = new FailedJobPages(connection, keys);
        var total = (long)await connection.ExecuteAsync("ZCARD", keys.Failed).ConfigureAwait(false);
        var flushed = 0L;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var ids = (string[])(await connection.ExecuteAsync("ZRANGE", keys.Failed, 0, pages.Size - 1).ConfigureAwait(false))!;
            if (ids.Length == 0)
            {
                return flushed;
            }

            flushed += await ForgetAsync(ids, await pages.ReadAsync(ids).ConfigureAwait(false)).ConfigureAwait(false);
            progress?.Report(new WorkDone(flushed, Math.Max(total, flushed)));
        }
    }

    /// <returns>How many were deleted.</returns>
    public async Task<long> PruneAsync(DateTimeOffset before, IProgress<WorkDone>? progress, CancellationToken cancellationToken)
    {
        var pages = new FailedJobPages(connection, keys);
        var end = $"({KeptTime.Microseconds(before)}";
        var total = (long)await connection.ExecuteAsync("ZCOUNT", keys.Failed, "-inf", end).ConfigureAwait(false);
        var (pruned, kept) = (0L, 0L);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var ids = (string[])(await connection.ExecuteAsync("ZRANGEBYSCORE", keys.Failed, "-inf", end, "LIMIT", kept, pages.Size)
                .ConfigureAwait(false))!;
            if (ids.Length == 0)
            {
                return pruned;
            }

            var jobs = await pages.ReadAsync(ids).ConfigureAwait(false);
            var held = await HeldAsync(jobs).ConfigureAwait(false);
            string[] old = [.. ids.Where(id => !held.Contains(id))];
            var deleted = await ForgetAsync(old, [.. jobs.Where(job => job is null || !held.Contains(job.Id))]).ConfigureAwait(false);
            kept += ids.Length - deleted;
            pruned += deleted;
            progress?.Report(new WorkDone(pruned + kept, Math.Max(total, pruned + kept)));
        }
    }

    private async Task<long> ForgetAsync(string[] ids, FailedJob?[] jobs)
    {
        if (ids.Length == 0)
        {
            return 0;
        }

        var lanes = jobs.OfType<FailedJob>().ToDictionary(job => job.Id, job => job.Lane, StringComparer.Ordinal);
        var forgotten = (long)await connection.EvaluateAsync(
            RedisScript.ForgetFailed,
            [keys.Lanes, keys.Ready, keys.Stopped, keys.Failed, keys.FailedJobs, .. ids.Select(id => keys.Unread(id))],
            [.. ids.SelectMany(id => new RedisValue[] { id, lanes.GetValueOrDefault(id, "") })]).ConfigureAwait(false);
        if (observer is not null && forgotten > 0)
        {
            await observer.ForgottenAsync([.. jobs.OfType<FailedJob>().Select(job => reader.Read(job.Payload))]).ConfigureAwait(false);
        }

        return forgotten;
    }

    /// <summary>Those for which a lane is held.</summary>
    private async Task<HashSet<string>> HeldAsync(FailedJob?[] jobs)
    {
        FailedJob[] known = [.. jobs.OfType<FailedJob>()];
        if (known.Length == 0)
        {
            return [];
        }

        var holders = await connection.ReadFieldsAsync(keys.Stopped, Array.ConvertAll(known, static job => (RedisValue)job.Lane))
            .ConfigureAwait(false);
        return [.. known.Where((job, i) => holders[i] == job.Id).Select(job => job.Id)];
    }
}
