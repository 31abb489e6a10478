using Microsoft.Extensions.Logging;
using TgWorker.Core.Health;
using TgWorker.Core.Queues;
using TgWorker.Core.Telemetry;
using TgWorker.Hosting.Lifetime;
using TgWorker.Hosting.Notifying;

namespace TgWorker.Hosting.Watching;

/// <summary>
/// Looks at the queues every few seconds, for the gauges of telemetry and for those who are told of trouble; does nothing
/// while nobody wants to know.
/// </summary>
internal sealed partial class QueueWatch(
    NotifyOptions options, Notifier notifier, WorkerPulse pulse, TimeProvider time, ILogger<QueueWatch> logger) : IWorkerCompanion
{
    /// <inheritdoc/>
    public IAsyncDisposable Start(IReadOnlyList<IUpdateQueue> queues) => new CompanionRun(stopping => RunAsync(queues, stopping));

    private async Task RunAsync(IReadOnlyList<IUpdateQueue> queues, CancellationToken stopping)
    {
        var troubles = queues.Select(_ => new TroubleWatch(options, time)).ToArray();
        while (!stopping.IsCancellationRequested)
        {
            for (var i = 0; i < queues.Count; i++)
            {
                await LookAsync(queues[i], troubles[i], stopping);
            }

            await Task.Delay(options.Every, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LookAsync(IUpdateQueue queue, TroubleWatch trouble, CancellationToken stopping)
    {
        var lapsed = pulse.TakeLapsed(queue.Name);
        if (!QueueGauges.Enabled && !options.IsOn)
        {
            return;
        }

        try
        {
            var status = await queue.GetStatusAsync(stopping);
            QueueGauges.Record(status, time.GetUtcNow());
            if (options.IsOn)
            {
                foreach (var notice in trouble.Look(status, lapsed))
                {
                    await notifier.TellAsync(notice, queue.QuietTimes, stopping);
                }
            }
        }
        catch (Exception exception) when (exception is QueueUnavailableException or OperationCanceledException)
        {
            LogBlind(queue.Name, exception.Message);
        }
#pragma warning disable CA1031 // A worker goes on working whatever keeps others from looking on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(exception, queue.Name);
        }
    }

    [LoggerMessage(540, LogLevel.Debug, "Queue {Queue} cannot be read now: {Reason}")]
    private partial void LogBlind(string queue, string reason);

    [LoggerMessage(541, LogLevel.Error, "Looking at queue {Queue} failed")]
    private partial void LogFailed(Exception exception, string queue);
}
