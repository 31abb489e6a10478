using Microsoft.Extensions.Logging;
using TgWorker.Queues;
using TgWorker.Telemetry;

namespace TgWorker.Watching;

/// <summary>Looks at the queues every few seconds, for the gauges of telemetry; does nothing while nobody wants to know.</summary>
internal sealed partial class QueueWatch(TimeProvider time, ILogger<QueueWatch> logger)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    /// <summary>Watches until what is returned is disposed.</summary>
    public IAsyncDisposable Start(IReadOnlyList<IUpdateQueue> queues) => new Watching(this, queues);

    private async Task RunAsync(IReadOnlyList<IUpdateQueue> queues, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            foreach (var queue in queues)
            {
                await LookAsync(queue, stopping);
            }

            await Task.Delay(Period, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LookAsync(IUpdateQueue queue, CancellationToken stopping)
    {
        if (!QueueGauges.Enabled)
        {
            return;
        }

        try
        {
            QueueGauges.Record(await queue.GetStatusAsync(stopping), time.GetUtcNow());
        }
        catch (Exception exception) when (exception is QueueUnavailableException or OperationCanceledException)
        {
            LogBlind(queue.Name, exception.Message);
        }
    }

    [LoggerMessage(540, LogLevel.Debug, "Queue {Queue} cannot be looked at now: {Reason}")]
    private partial void LogBlind(string queue, string reason);

    private sealed class Watching : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stopping = new();
        private readonly Task _run;

        public Watching(QueueWatch watch, IReadOnlyList<IUpdateQueue> queues) => _run = watch.RunAsync(queues, _stopping.Token);

        public async ValueTask DisposeAsync()
        {
            await _stopping.CancelAsync();
            await _run;
            _stopping.Dispose();
        }
    }
}
