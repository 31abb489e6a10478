using Microsoft.Extensions.Logging;
using TgWorker.Queues;

namespace TgWorker.FailedJobs;

/// <summary>Deletes failed jobs that are older than they are to be kept, once a minute.</summary>
internal sealed partial class FailedJobRetention(TimeSpan keepFor, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>Looks after the queues until <paramref name="stopping"/>. Never throws.</summary>
    public async Task RunAsync(IReadOnlyList<IUpdateQueue> queues, CancellationToken stopping)
    {
        while (keepFor > TimeSpan.Zero && !stopping.IsCancellationRequested)
        {
            try
            {
                foreach (var queue in queues)
                {
                    var pruned = await queue.FailedJobs.PruneAsync(time.GetUtcNow() - keepFor, stopping);
                    if (pruned > 0)
                    {
                        Pruned(logger, queue.Name, pruned, keepFor);
                    }
                }

                await Task.Delay(Period, time, stopping);
            }
            catch (QueueUnavailableException)
            {
                await Task.Delay(Period, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    [LoggerMessage(505, LogLevel.Information, "Queue {Queue}: {Jobs} failed jobs deleted that were older than {Age} (Failed:KeepFor)")]
    private static partial void Pruned(ILogger logger, string queue, long jobs, TimeSpan age);
}
