using System.Diagnostics;
using TgWorker.Bench.Receiving;
using TgWorker.Measuring.Queues;
using TgWorker.Redis;
using TgWorker.TestSupport.Processes;

namespace TgWorker.Bench.Cases;

/// <summary>
/// How many webhooks one receiver takes over 32 connections, next to a bare endpoint in the same minute: bare, receiver, bare, receiver, …
/// </summary>
/// <param name="Scenario">The scenario it belongs to.</param>
internal sealed record ReceiverCase(string Scenario) : BenchCase(Scenario, "32 connections")
{
    private const int Connections = 32;

    public override async Task<IReadOnlyList<Measurement>> MeasureAsync(
        MeasuredRedis redis,
        BenchSettings settings,
        CancellationToken cancellationToken)
    {
        await using var queue = await ThrowAwayQueue.OpenAsync(redis.Address, new RedisQueueOptions(), TimeProvider.System);
        var (bare, barePort) = await Receivers.StartBareAsync(queue);
        await using var endBare = bare;
        var (receiver, port) = await Receivers.StartAsync(queue, redis.Url);
        await using var end = receiver;
        List<Measurement> found = [];
        for (var turn = 0; turn <= settings.ReceiveTurns; turn++)
        {
            var pair = new[] { await RunAsync("a bare endpoint with one RPUSH", bare, barePort),
                await RunAsync("tgworker receive", receiver, port) };
            // The first one warms both up.
            found.AddRange(turn == 0 ? [] : pair);
        }

        return [.. found.GroupBy(one => one.Variant).Select(group => Measurement.Median([.. group]))];

        async Task<Measurement> RunAsync(string what, WorkerProcess process, int at)
        {
            var before = process.ProcessorTime;
            var (perSecond, latency) = await new WebhookLoad(at, Connections).RunAsync(settings.ReceiveFor, cancellationToken);
            var used = process.ProcessorTime - before;
            await queue.ClearAsync();
            using var system = Process.GetProcessById(process.Id);
            return Measurement.Of(this, $"{what}, {Variant}", latency) with
            {
                UpdatesPerSecond = perSecond,
                WorkerCpuPer100K = used.TotalSeconds / (perSecond * settings.ReceiveFor.TotalSeconds) * 100_000,
                PeakMegabytes = system.PeakWorkingSet64 / 1e6,
            };
        }
    }
}
