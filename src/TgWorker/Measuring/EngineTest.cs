using TgWorker.Core.Working;
using TgWorker.Measuring.Latency;
using TgWorker.Measuring.Queues;
using TgWorker.Measuring.Traffic;
using TgWorker.Measuring.Workers;

namespace TgWorker.Measuring;

/// <summary>
/// The engine in this process, put through the three tests that matter: as fast as it goes, at half of that, and one
/// update at a time.
/// </summary>
internal static class EngineTest
{
    /// <summary>Runs the tests, one after the other.</summary>
    /// <param name="queue">The queue to fill; left with nothing on it.</param>
    /// <param name="options">How the worker is to run.</param>
    /// <param name="size">How long the tests are.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static async Task<EngineTestResult> RunAsync(
        ThrowAwayQueue queue, WorkerOptions options, EngineTestSize size, TimeProvider time, CancellationToken cancellationToken)
    {
        var handler = new LatencyHandler();
        var updates = new UpdateSource(new EvenChats(size.Chats), time);
        await using var workers = await EngineWorkers.StartAsync(queue, handler, options, replicas: 1, time, cancellationToken);
        var throughput = new ThroughputMeter(queue, workers, updates, time);
        var latency = new LatencyMeter(queue, updates, handler, time);

        await throughput.WarmUpAsync(size.WarmUp, cancellationToken);
        var fastest = await throughput.DrainAsync(size.Updates, cancellationToken);
        var half = await latency.PacedAsync(fastest.UpdatesPerSecond / 2, floodRate: 0, size.Paced, cancellationToken);
        var idle = await latency.IdleAsync(size.Single, cancellationToken);
        return new EngineTestResult(fastest, half, idle);
    }
}
