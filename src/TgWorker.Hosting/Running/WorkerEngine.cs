using Microsoft.Extensions.Logging;
using TgWorker.Bots.Broadcasts;
using TgWorker.Bots.Outbox;
using TgWorker.Core.Handling;
using TgWorker.Core.Health;
using TgWorker.Core.Queues;
using TgWorker.Core.Working;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Hosting.Running;

/// <summary>Runs the jobs with <see cref="UpdateWorker"/>.</summary>
internal sealed class WorkerEngine(
    IUpdateHandler handler,
    IServiceProvider services,
    TgWorkerOptions options,
    TimeProvider time,
    WorkerPulse pulse,
    LocalPause pause,
    IEnumerable<IWorkerCompanion> companions,
    ILogger<UpdateWorker> logger) : IWorkerEngine
{
    public async Task<WorkerExit> RunAsync(IReadOnlyList<IUpdateQueue> queues, CancellationToken stopping)
    {
        var all = new BroadcastHandler(
            OutgoingHandler.Around(handler, services), [.. queues.Select(queue => queue.Broadcasts).OfType<IQueueBroadcasts>()], time);
        var worker = new UpdateWorker(queues, all, options.Worker, time, logger, pulse);
        using var signals = new PauseSignals(worker, pause);
        var beside = companions.Select(companion => companion.Start(queues)).ToArray();
        try
        {
            return await worker.RunAsync(stopping);
        }
        finally
        {
            foreach (var companion in beside)
            {
                await companion.DisposeAsync();
            }
        }
    }
}
