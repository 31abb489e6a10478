using System.Globalization;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;

namespace TgWorker.Redis.Horizon;

/// <summary>
/// Takes over what Horizon's master does about old jobs, when none runs: without it the lists that every push adds to grow
/// for ever. One worker of a queue does it, once a minute. The jobs themselves expire by themselves.
/// </summary>
internal sealed partial class HorizonTrim(
    RedisConnection connection, HorizonKeys keys, HorizonProjectionOptions options, RedisKey turn, TimeProvider time, ILogger logger)
{
    // What Redis removes in one go: a list that grew for months must not hold up the queue.
    private const int Chunk = 1000;

    // As Horizon has it: a master that has not been seen for so long is gone.
    private static readonly TimeSpan MasterAlive = TimeSpan.FromSeconds(14);
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(50);

    /// <summary>Trims if nobody else does. Never throws.</summary>
    public async Task RunAsync()
    {
        try
        {
            var now = time.GetUtcNow();
            if (!await IsMyTurnAsync().ConfigureAwait(false) || await MasterRunsAsync(now).ConfigureAwait(false))
            {
                return;
            }

            var removed = 0L;
            foreach (var (set, keep) in new[]
            {
                (keys.Recent, options.KeepJobs), (keys.Pending, options.KeepJobs), (keys.Completed, options.KeepJobs),
                (keys.Silenced, options.KeepJobs),
                (keys.Failed, options.KeepFailed), (keys.RecentFailed, options.KeepFailed), (keys.MonitoredJobs, options.KeepFailed),
            })
            {
                removed += await TrimAsync(set, HorizonTime.NewestFirst(now - keep)).ConfigureAwait(false);
            }

            Trimmed(logger, removed);
        }
        catch (QueueUnavailableException exception)
        {
            NotTrimmed(logger, exception.Message);
        }
    }

    private async Task<bool> IsMyTurnAsync() =>
        !(await connection.ExecuteAsync("SET", turn, 1, "NX", "PX", (long)Turn.TotalMilliseconds).ConfigureAwait(false)).IsNull;

    private async Task<bool> MasterRunsAsync(DateTimeOffset now) =>
        (long)await connection.ExecuteAsync("ZCOUNT", keys.Masters, (now - MasterAlive).ToUnixTimeSeconds(), "+inf")
            .ConfigureAwait(false) > 0;

    private async Task<long> TrimAsync(RedisKey set, double oldest)
    {
        var from = oldest.ToString("F4", CultureInfo.InvariantCulture);
        for (var removed = 0L; ;)
        {
            var old = (RedisResult[])(
                await connection.ExecuteAsync("ZREVRANGEBYSCORE", set, "+inf", from, "LIMIT", 0, Chunk).ConfigureAwait(false))!;
            if (old.Length > 0)
            {
                removed += (long)await connection.ExecuteAsync("ZREM", [set, .. old.Select(static id => (object)(RedisValue)id)])
                    .ConfigureAwait(false);
            }

            if (old.Length < Chunk)
            {
                return removed;
            }
        }
    }

    [LoggerMessage(242, LogLevel.Debug, "{Jobs} old jobs were trimmed from Horizon's lists, since no Horizon master runs")]
    private static partial void Trimmed(ILogger logger, long jobs);

    [LoggerMessage(243, LogLevel.Debug, "Horizon's lists could not be trimmed: {Reason}")]
    private static partial void NotTrimmed(ILogger logger, string reason);
}
