using TgWorker.Bench.Receiving;
using TgWorker.Core.Working;
using TgWorker.Measuring.Latency;
using TgWorker.Measuring.Queues;
using TgWorker.Measuring.Workers;
using TgWorker.Redis;

namespace TgWorker.Bench.Cases;

/// <summary>
/// From the webhook's first byte to the handler, one update at a time: a receiver process, Redis, and a worker in this process.
/// </summary>
/// <param name="Scenario">The scenario it belongs to.</param>
internal sealed record WebhookLatencyCase(string Scenario) : BenchCase(Scenario, "webhook to handler, idle")
{
    private const int WarmUp = 50;
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public override async Task<IReadOnlyList<Measurement>> MeasureAsync(
        MeasuredRedis redis,
        BenchSettings settings,
        CancellationToken cancellationToken)
    {
        var (time, handler) = (TimeProvider.System, new LatencyHandler());
        await using var queue = await ThrowAwayQueue.OpenAsync(redis.Address, new RedisQueueOptions(), time);
        var (receiver, port) = await Receivers.StartAsync(queue, redis.Url);
        await using var end = receiver;
        await using var workers = await EngineWorkers.StartAsync(
            queue,
            handler,
            new WorkerOptions { Concurrency = settings.Concurrency },
            replicas: 1,
            time,
            cancellationToken);
        using var client = new WebhookClient();
        await client.ConnectAsync(port, cancellationToken);
        var waits = new List<double>();
        for (var id = 200_000_000; id < 200_000_000 + WarmUp + settings.Single; id++)
        {
            var recording = handler.Recording = new LatencyRecording(id, ids: 1, expected: 1, time);
            var request = WebhookClient.Request(WebhookUpdates.Message(id));
            recording.Pushing(id);
            await client.SendAsync(request, cancellationToken);
            await recording.Complete.WaitAsync(Patience, time, cancellationToken);
            waits.Add(recording.Waits.Single());
            // Long enough for a worker to go back to waiting.
            await Task.Delay(Rest, time, cancellationToken);
        }

        return [Measurement.Of(this, Variant, LatencySummary.Of([.. waits.Skip(WarmUp)]))];
    }
}
