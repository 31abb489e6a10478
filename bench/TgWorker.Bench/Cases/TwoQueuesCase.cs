using TgWorker.Measuring;
using TgWorker.Measuring.Queues;
using TgWorker.Measuring.Traffic;
using TgWorker.Redis;

namespace TgWorker.Bench.Cases;

/// <summary>
/// Two queues of the same Redis with a worker each, emptied at the same time: beside two workers on one queue it shows what they share.
/// </summary>
/// <param name="Scenario">The scenario it belongs to.</param>
internal sealed record TwoQueuesCase(string Scenario) : BenchCase(Scenario, "2 queues, a worker each")
{
    private const int Queues = 2;

    public required Func<IChatChoice> Chats { get; init; }

    public override async Task<IReadOnlyList<Measurement>> MeasureAsync(
        MeasuredRedis redis, BenchSettings settings, CancellationToken cancellationToken)
    {
        using var staged = new CountdownEvent(Queues);
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var found = await Task.WhenAll(Enumerable.Range(0, Queues).Select(_ => MeasureOneAsync()));
        return [Measurement.Of(this, Together(found))];

        async Task<Throughput> MeasureOneAsync()
        {
            try
            {
                return await DrainAsync(redis, settings, StagedAsync, cancellationToken);
            }
            catch
            {
                // The other one would wait for it.
                all.TrySetCanceled(CancellationToken.None);
                throw;
            }
        }

        Task StagedAsync()
        {
            if (staged.Signal())
            {
                all.TrySetResult();
            }

            return all.Task.WaitAsync(cancellationToken);
        }
    }

    private async Task<Throughput> DrainAsync(
        MeasuredRedis redis, BenchSettings settings, Func<Task> others, CancellationToken cancellationToken)
    {
        await using var queue = await ThrowAwayQueue.OpenAsync(redis.Address, new RedisQueueOptions(), TimeProvider.System);
        await using var workers = await WorkerProcesses.StartAsync(queue, redis.Url, 1, settings.Concurrency, []);
        var meter = new ThroughputMeter(queue, workers, new UpdateSource(Chats(), TimeProvider.System), TimeProvider.System);
        await meter.WarmUpAsync(settings.WarmUp, cancellationToken);
        return await meter.DrainAsync(settings.Updates / Queues, cancellationToken, others);
    }

    // Redis is one and the same: what it needed is in each of the figures, and whole in that of the longest stretch.
    private static Throughput Together(IReadOnlyList<Throughput> found)
    {
        var longest = found.MaxBy(one => one.Elapsed)!;
        var updates = found.Sum(one => one.Updates);
        return longest with
        {
            Updates = updates,
            WorkerCpuPer100K = found.Sum(one => one.WorkerCpuPer100K * one.Updates) / updates,
            RedisCpuPer100K = longest.RedisCpuPer100K * longest.Updates / updates,
            PeakBytes = found.Max(one => one.PeakBytes),
        };
    }
}
