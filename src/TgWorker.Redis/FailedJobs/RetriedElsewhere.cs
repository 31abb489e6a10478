using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using TgWorker.Core.Jobs;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Observing;
using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.FailedJobs;

/// <summary>
/// Entries of the list that are a retry which somebody else made of a failed job of ours: Horizon's dashboard pushes its payload under
/// a new id, with <c>retry_of</c>. Such an entry takes the failed job's place, or the job would run twice, and behind its own hold.
/// </summary>
internal sealed partial class RetriedElsewhere(RedisConnection connection, QueueKeys keys, TakeFrom take, ILogger logger) : IEntryScreen
{
    // What one turn takes; each looks for its entry among those before it.
    private const int MostAtOnce = 16;

    /// <inheritdoc/>
    public bool Concerns(Job job) => job.RetryOf is not null && job.Problem is null;

    /// <inheritdoc/>
    public async Task<(long Taken, long Left)> TakeAsync(Job[] jobs)
    {
        var (taken, left) = (0L, 0L);
        var pages = new FailedJobPages(connection, keys);
        var retries = jobs.Select((job, index) => (Job: job, Index: index)).Where(its => Concerns(its.Job)).Take(MostAtOnce).ToList();
        foreach (var (job, index) in retries)
        {
            if ((await pages.ReadAsync([job.RetryOf!]).ConfigureAwait(false))[0] is not { } failed)
            {
                continue;
            }

            var answer = (RedisResult[])(await connection.EvaluateAsync(
                RedisScript.TakeRetry,
                [keys.List, keys.Lanes, keys.Jobs, keys.Ready, keys.Tries, keys.Stopped, keys.Failed, keys.FailedJobs, keys.Workers],
                [take == TakeFrom.Head ? "HEAD" : "TAIL", index - taken, job.Payload, job.Lane, failed.Id, failed.Lane])
                    .ConfigureAwait(false))!;
            (taken, left) = (taken + (long)answer[0], (long)answer[1]);
            if ((long)answer[0] == 1)
            {
                Settled(logger, failed.Id, job.Uuid ?? "", job.Lane);
            }
        }

        return (taken, left);
    }

    [LoggerMessage(235, LogLevel.Information, "Failed job {Id} was retried elsewhere, as {Retry}: it takes its place in chat {Lane}")]
    private static partial void Settled(ILogger logger, string id, string retry, string lane);
}
