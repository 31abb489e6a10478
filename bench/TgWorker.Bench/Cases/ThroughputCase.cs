using TgWorker.Core.Working;
using TgWorker.Handlers;
using TgWorker.Measuring;
using TgWorker.Measuring.Queues;
using TgWorker.Measuring.Traffic;
using TgWorker.Measuring.Workers;
using TgWorker.Redis;

namespace TgWorker.Bench.Cases;

/// <summary>As fast as it goes.</summary>
/// <param name="Scenario">The scenario it belongs to.</param>
/// <param name="Variant">How it differs from the scenario's other cases.</param>
internal sealed record ThroughputCase(string Scenario, string Variant) : BenchCase(Scenario, Variant)
{
    public int Replicas { get; init; } = 1;

    public required Func<IChatChoice> Chats { get; init; }

    /// <summary>Keep the queue this long instead of emptying it.</summary>
    public int? Backlog { get; init; }

    /// <summary>Whether the workers run in this process whatever the settings say.</summary>
    public bool InProcess { get; init; }

    /// <summary>More options for <c>tgworker</c>.</summary>
    public IReadOnlyList<string> More { get; init; } = [];

    /// <summary>What it has to do with Horizon's keys.</summary>
    public HorizonUse Horizon { get; init; }

    public override async Task<IReadOnlyList<Measurement>> MeasureAsync(
        MeasuredRedis redis, BenchSettings settings, CancellationToken cancellationToken)
    {
        await using var queue = await ThrowAwayQueue.OpenAsync(redis.Address, new RedisQueueOptions(), TimeProvider.System, Horizon);
        await using var workers = await StartAsync(queue, redis, settings, cancellationToken);
        var meter = new ThroughputMeter(queue, workers, new UpdateSource(Chats(), TimeProvider.System), TimeProvider.System);
        await meter.WarmUpAsync(settings.WarmUp * Replicas, cancellationToken);
        var found = Backlog is { } backlog
            ? await meter.KeepFullAsync(backlog, settings.Updates, cancellationToken)
            : await meter.DrainAsync(settings.Updates, cancellationToken);
        return [Measurement.Of(this, found)];
    }

    private async Task<IMeasuredWorkers> StartAsync(
        ThrowAwayQueue queue, MeasuredRedis redis, BenchSettings settings, CancellationToken cancellationToken) =>
        InProcess || settings.InProcess
            ? await EngineWorkers.StartAsync(
                queue, new NoneHandler(), new WorkerOptions { Concurrency = settings.Concurrency }, Replicas, TimeProvider.System,
                cancellationToken)
            : await WorkerProcesses.StartAsync(queue, redis.Url, Replicas, settings.Concurrency, More);
}
