using TgWorker.Core.Working;
using TgWorker.Measuring;
using TgWorker.Measuring.Queues;
using TgWorker.Redis;

namespace TgWorker.Bench.Cases;

/// <summary>From push to handler: one update at a time, and at half of the rate that was just measured.</summary>
/// <param name="Scenario">The scenario it belongs to.</param>
internal sealed record LatencyCase(string Scenario) : BenchCase(Scenario, "at full speed")
{
    public override async Task<IReadOnlyList<Measurement>> MeasureAsync(
        MeasuredRedis redis, BenchSettings settings, CancellationToken cancellationToken)
    {
        await using var queue = await ThrowAwayQueue.OpenAsync(redis.Address, new RedisQueueOptions(), TimeProvider.System);
        var size = new EngineTestSize
        {
            Updates = settings.Updates, WarmUp = settings.WarmUp, Paced = settings.Paced, Single = settings.Single,
        };
        var found = await EngineTest.RunAsync(
            queue, new WorkerOptions { Concurrency = settings.Concurrency }, size, TimeProvider.System, cancellationToken);
        return
        [
            Measurement.Of(this, found.Fastest),
            Measurement.Of(this, "at 50 % load", found.HalfLoad),
            Measurement.Of(this, "idle, one at a time", found.Idle),
        ];
    }
}
