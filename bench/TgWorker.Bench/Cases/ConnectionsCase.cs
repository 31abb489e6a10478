using System.Diagnostics;
using System.Globalization;
using TgWorker.Bench.Receiving;
using TgWorker.Measuring.Queues;
using TgWorker.Redis;
using TgWorker.TestSupport.Processes;

namespace TgWorker.Bench.Cases;

/// <summary>
/// The receiver's memory with many open connections: after each has brought one update, and after each has brought several more.
/// </summary>
/// <param name="Scenario">The scenario it belongs to.</param>
internal sealed record ConnectionsCase(string Scenario) : BenchCase(Scenario, "open connections")
{
    private const int AtOnce = 64;
    private const int Rounds = 4;

    public override async Task<IReadOnlyList<Measurement>> MeasureAsync(
        MeasuredRedis redis,
        BenchSettings settings,
        CancellationToken cancellationToken)
    {
        await using var queue = await ThrowAwayQueue.OpenAsync(redis.Address, new RedisQueueOptions(), TimeProvider.System);
        var (receiver, port) = await Receivers.StartAsync(queue, redis.Url);
        await using var end = receiver;
        var (warm, _) = await new WebhookLoad(port, AtOnce).RunAsync(settings.ReceiveFor, cancellationToken);
        var found = new List<Measurement> { Of("none any more, after a load over 64", warm) };
        var clients = new List<WebhookClient>();
        try
        {
            for (var i = 0; i < settings.Connections; i++)
            {
                var client = new WebhookClient();
                clients.Add(client);
                await client.ConnectAsync(port, cancellationToken);
            }

            for (var round = 1; round <= Rounds; round++)
            {
                var rate = await RoundAsync(clients, cancellationToken);
                await queue.ClearAsync();
                found.Add(Of(string.Create(CultureInfo.InvariantCulture, $"{settings.Connections:N0}, {round} updates over each"), rate));
            }
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }

        return found;

        Measurement Of(string what, double rate) =>
            new() { Scenario = Scenario, Variant = $"{Variant}: {what}", UpdatesPerSecond = rate,
                PeakMegabytes = Resident(receiver) / 1e6 };
    }

    private static async Task<double> RoundAsync(List<WebhookClient> clients, CancellationToken cancellationToken)
    {
        var (time, request) = (TimeProvider.System, WebhookClient.Request(WebhookUpdates.Message(300_000_000)));
        var started = time.GetTimestamp();
        await Parallel.ForEachAsync(
            clients, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (client, cancel) => await client.SendAsync(request, cancel));
        return clients.Count / time.GetElapsedTime(started).TotalSeconds;
    }

    // Now, not the highest so far.
    private static long Resident(WorkerProcess process)
    {
        using var system = Process.GetProcessById(process.Id);
        return system.WorkingSet64;
    }
}
