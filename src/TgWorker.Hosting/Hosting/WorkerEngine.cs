using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TgWorker.Configuration;
using TgWorker.FailedJobs;
using TgWorker.Handling;
using TgWorker.Queues;
using TgWorker.Working;

namespace TgWorker.Hosting;

/// <summary>Runs the jobs with <see cref="UpdateWorker"/>.</summary>
internal sealed class WorkerEngine(IUpdateHandler handler, TgWorkerOptions options, TimeProvider time, ILogger<UpdateWorker> logger) : IWorkerEngine
{
    public static void Add(IServiceCollection services) => services.AddSingleton<IWorkerEngine, WorkerEngine>();

    public async Task<WorkerExit> RunAsync(IReadOnlyList<IUpdateQueue> queues, CancellationToken stopping)
    {
        var worker = new UpdateWorker(queues, handler, options.Worker, time, logger);
        using var signals = new PauseSignals(worker);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var retention = new FailedJobRetention(options.KeepFailedFor, time, logger).RunAsync(queues, ended.Token);
        try
        {
            return await worker.RunAsync(stopping);
        }
        finally
        {
            await ended.CancelAsync();
            await retention;
        }
    }
}
