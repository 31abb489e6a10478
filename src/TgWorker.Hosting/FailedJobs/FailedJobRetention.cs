using Microsoft.Extensions.Logging;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Hosting.FailedJobs;

/// <summary>Deletes failed jobs that are older than they are to be kept, once a minute.</summary>
internal sealed partial class FailedJobRetention(FailedJobOptions options, TimeProvider time, ILogger<FailedJobRetention> logger)
    : IWorkerCompanion
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public IAsyncDisposable Start(IReadOnlyList<IUpdateQueue> queues) => new CompanionRun(stopping => RunAsync(queues, stopping));

    private async Task RunAsync(IReadOnlyList<IUpdateQueue> queues, CancellationToken stopping)
    {
        var keepFor = options.KeepFor;
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
