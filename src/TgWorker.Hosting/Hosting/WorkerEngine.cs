using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TgWorker.Configuration;
using TgWorker.Handling;
using TgWorker.Queues;
using TgWorker.Working;

namespace TgWorker.Hosting;

/// <summary>Runs the jobs with <see cref="UpdateWorker"/>.</summary>
internal sealed class WorkerEngine(IUpdateHandler handler, TgWorkerOptions options, TimeProvider time, ILogger<UpdateWorker> logger) : IWorkerEngine
{
    public static void Add(IServiceCollection services) => services.AddSingleton<IWorkerEngine, WorkerEngine>();

    public Task<WorkerExit> RunAsync(IReadOnlyList<IUpdateQueue> queues, CancellationToken stopping) =>
        new UpdateWorker(queues, handler, options.Worker, time, logger).RunAsync(stopping);
}
