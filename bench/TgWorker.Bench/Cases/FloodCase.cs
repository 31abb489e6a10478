using TgWorker.Core.Working;
using TgWorker.Measuring;
using TgWorker.Measuring.Latency;
using TgWorker.Measuring.Queues;
using TgWorker.Measuring.Traffic;
using TgWorker.Measuring.Workers;
using TgWorker.Redis;

namespace TgWorker.Bench.Cases;

/// <summary>What a chat that pushes more than it can ever be served does to the waits of 1,000 others.</summary>
/// <param name="Scenario">The scenario it belongs to.</param>
internal sealed record FloodCase(string Scenario) : BenchCase(Scenario, "")
{
    private const double OthersLoad = 0.2;
    private const double FloodLoad = 0.2;

    public override async Task<IReadOnlyList<Measurement>> MeasureAsync(
        MeasuredRedis redis, BenchSettings settings, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        var handler = new LatencyHandler();
        var updates = new UpdateSource(new EvenChats(1000), time);
        await using var queue = await ThrowAwayQueue.OpenAsync(redis.Address, new RedisQueueOptions(), time);
        await using var workers = await EngineWorkers.StartAsync(
            queue, handler, new WorkerOptions { Concurrency = settings.Concurrency }, replicas: 1, time, cancellationToken);
        var throughput = new ThroughputMeter(queue, workers, updates, time);
        await throughput.WarmUpAsync(settings.WarmUp, cancellationToken);
        var fastest = (await throughput.DrainAsync(settings.Updates, cancellationToken)).UpdatesPerSecond;
        var latency = new LatencyMeter(queue, updates, handler, time);
        var calm = await latency.PacedAsync(fastest * OthersLoad, floodRate: 0, settings.Paced, cancellationToken);
        var flooded = await latency.PacedAsync(fastest * OthersLoad, fastest * FloodLoad, settings.Paced, cancellationToken);
        return
        [
            Measurement.Of(this, "1,000 chats at 20 % load", calm),
            Measurement.Of(this, "and one floods, 20 % more", flooded),
        ];
    }
}
