using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Handling;
using TgWorker.Core.Queues;
using TgWorker.Core.Retrying;
using TgWorker.Core.Working;

namespace TgWorker.Demo;

/// <summary>The workers of the demo: the ones that a service runs, only with shorter delays.</summary>
internal static class DemoWorkers
{
    /// <summary>Runs all workers on one queue, each a session of its own as a replica would be.</summary>
    public static Task RunAsync(IUpdateQueue queue, IUpdateHandler handler, TimeProvider time, CancellationToken stopping)
        => Task.WhenAll(Enumerable.Range(0, DemoOptions.Workers).Select(_ => RunOneAsync(queue, handler, time, stopping)));

    private static Task<WorkerExit> RunOneAsync(IUpdateQueue queue, IUpdateHandler handler, TimeProvider time, CancellationToken stopping)
    {
        var options = new WorkerOptions
        {
            Concurrency = DemoOptions.Concurrency,
            Grace = TimeSpan.FromSeconds(2),
            Retry = new RetryOptions
            {
                Tries = DemoOptions.Tries,
                Backoff = [TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(400)],
            },
        };
        return new UpdateWorker([queue], handler, options, time, NullLogger<UpdateWorker>.Instance).RunAsync(stopping);
    }
}
