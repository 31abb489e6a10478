using TgWorker.Measuring.Queues;
using TgWorker.Measuring.Workers;

namespace TgWorker.Measuring;

/// <summary>How fast workers were over a stretch of time, and what it took.</summary>
internal sealed record Throughput
{
    public required long Updates { get; init; }

    public required TimeSpan Elapsed { get; init; }

    public double UpdatesPerSecond => Updates / Elapsed.TotalSeconds;

    /// <summary>Processor seconds of all workers together for 100,000 updates.</summary>
    public required double WorkerCpuPer100K { get; init; }

    /// <summary>Processor seconds of Redis for 100,000 updates.</summary>
    public required double RedisCpuPer100K { get; init; }

    /// <summary>The most resident memory that a replica has had.</summary>
    public required long PeakBytes { get; init; }

    /// <summary>Bytes allocated on the managed heap for one update; null where it cannot be seen.</summary>
    public double? AllocatedPerUpdate { get; init; }

    /// <summary>How often a thread had to wait for a lock, for 100,000 updates; null where it cannot be seen.</summary>
    public double? ContentionsPer100K { get; init; }

    /// <summary>Work items that the thread pool ran for one update; null where it cannot be seen.</summary>
    public double? PoolItemsPerUpdate { get; init; }

    /// <summary>What lies between two readings.</summary>
    public static Throughput Between(
        long updates, TimeSpan elapsed, (WorkerUsage Workers, RedisUsage Redis) before,
        (WorkerUsage Workers, RedisUsage Redis) after) => new()
        {
            Updates = updates,
            Elapsed = elapsed,
            WorkerCpuPer100K = (after.Workers.CpuSeconds - before.Workers.CpuSeconds) / updates * 100_000,
            RedisCpuPer100K = (after.Redis.CpuSeconds - before.Redis.CpuSeconds) / updates * 100_000,
            PeakBytes = after.Workers.PeakBytes,
            AllocatedPerUpdate = (after.Workers.AllocatedBytes - before.Workers.AllocatedBytes) / (double)updates,
            ContentionsPer100K = (after.Workers.LockContentions - before.Workers.LockContentions) * 100_000 / (double)updates,
            PoolItemsPerUpdate = (after.Workers.PoolItems - before.Workers.PoolItems) / (double)updates,
        };
}
