using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TgWorker.Configuration;
using TgWorker.Handling;
using TgWorker.Health;
using TgWorker.Queues;
using TgWorker.Watching;
using TgWorker.Working;

namespace TgWorker.Hosting;

/// <summary>Runs the jobs with <see cref="UpdateWorker"/>.</summary>
internal sealed class WorkerEngine(IUpdateHandler handler, TgWorkerOptions options, TimeProvider time, WorkerPulse pulse, QueueWatch watch, ILogger<UpdateWorker> logger)
    : IWorkerEngine
{
    public static void Add(IServiceCollection services) => services.AddSingleton<IWorkerEngine, WorkerEngine>();

    public async Task<WorkerExit> RunAsync(IReadOnlyList<IUpdateQueue> queues, CancellationToken stopping)
    {
        await using var watching = watch.Start(queues);
        return await new UpdateWorker(queues, handler, options.Worker, time, logger, pulse).RunAsync(stopping);
    }
}
