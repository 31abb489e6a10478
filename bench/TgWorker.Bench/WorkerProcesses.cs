using System.Diagnostics;
using System.Globalization;
using TgWorker.Measuring.Queues;
using TgWorker.Measuring.Workers;
using TgWorker.TestSupport.Processes;

namespace TgWorker.Bench;

/// <summary>Replicas of the real <c>tgworker work --handler none</c>.</summary>
internal sealed class WorkerProcesses : IMeasuredWorkers
{
    private readonly List<WorkerProcess> _workers = [];

    private WorkerProcesses()
    {
    }

    /// <summary>Starts them and waits until all are at work.</summary>
    public static async Task<WorkerProcesses> StartAsync(
        ThrowAwayQueue queue, string redis, int replicas, int concurrency, IReadOnlyList<string> more)
    {
        var workers = new WorkerProcesses();
        try
        {
            for (var i = 0; i < replicas; i++)
            {
                workers._workers.Add(WorkerProcess.Start(new WorkerProcessOptions
                {
                    Arguments =
                    [
                        "work", "--handler", "none", "--redis", redis, "--prefix", queue.Options.Prefix, "--queue", queue.Options.Name,
                        "--concurrency", concurrency.ToString(CultureInfo.InvariantCulture), .. more,
                    ],
                    Environment = new Dictionary<string, string?> { ["HORIZON_PREFIX"] = queue.Options.Horizon?.Prefix },
                }));
            }

            await Task.WhenAll(workers._workers.Select(worker => worker.WaitForOutputAsync("works on queue")));
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
        double cpu = 0;
        long peak = 0;
        foreach (var worker in _workers)
        {
            if (worker.HasExited)
            {
                throw new InvalidOperationException(
                    "A worker has ended:\n" + string.Join('\n', worker.Output.Concat(worker.Errors).TakeLast(20)));
            }

            using var process = Process.GetProcessById(worker.Id);
            cpu += process.TotalProcessorTime.TotalSeconds;
            peak = Math.Max(peak, process.PeakWorkingSet64);
        }

        return new WorkerUsage(cpu, peak);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers)
        {
            await worker.DisposeAsync();
        }
    }
}
