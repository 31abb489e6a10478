using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Handling;
using TgWorker.Core.Working;
using TgWorker.Laravel.Envelopes;
using TgWorker.Measuring.Queues;
using TgWorker.Redis;

namespace TgWorker.Measuring.Workers;

/// <summary>
/// Workers within this process. Their processor time and memory are the process's, so what measures should do little
/// beside them.
/// </summary>
internal sealed class EngineWorkers : IMeasuredWorkers
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<RedisUpdateQueue> _queues = [];
    private readonly List<Task> _runs = [];

    private EngineWorkers()
    {
    }

    /// <summary>Starts workers, each with connections of its own as a replica would have.</summary>
    public static async Task<EngineWorkers> StartAsync(
        ThrowAwayQueue queue, IUpdateHandler handler, WorkerOptions options, int replicas, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var workers = new EngineWorkers();
        try
        {
            for (var i = 0; i < replicas; i++)
            {
                var opened = await RedisUpdateQueue.ConnectAsync(
                    queue.Address, queue.Options, new EnvelopeReader(new EnvelopeOptions()), time, NullLoggerFactory.Instance,
                    cancellationToken);
                workers._queues.Add(opened);
                var worker = new UpdateWorker([opened], handler, options, time, NullLogger<UpdateWorker>.Instance);
                workers._runs.Add(Task.Run(() => worker.RunAsync(workers._stopping.Token), CancellationToken.None));
            }

            return workers;
        }
        catch
        {
            await workers.DisposeAsync();
            throw;
        }
    }

    public WorkerUsage Usage()
    {
        if (_runs.Find(run => run.IsCompleted) is { } ended)
        {
            throw new InvalidOperationException($"A worker has ended: {ended.Exception?.InnerException?.Message ?? "it was asked to"}.");
        }

        using var process = Process.GetCurrentProcess();
        return new WorkerUsage(
            process.TotalProcessorTime.TotalSeconds, process.PeakWorkingSet64, GC.GetTotalAllocatedBytes(precise: false),
            Monitor.LockContentionCount, ThreadPool.CompletedWorkItemCount);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_runs).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var queue in _queues)
        {
            await queue.DisposeAsync();
        }

        _stopping.Dispose();
    }
}
