using TgWorker.Measuring.Latency;

namespace TgWorker.Bench.Receiving;

/// <summary>Posts updates over so many connections as fast as they are answered.</summary>
internal sealed class WebhookLoad(int port, int connections)
{
    private static readonly byte[] Request = WebhookClient.Request(WebhookUpdates.Message(100_000_000));

    /// <summary>Posts for a time.</summary>
    /// <returns>Answers per second, and how long they took.</returns>
    public async Task<(double PerSecond, LatencySummary Latency)> RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        var started = time.GetTimestamp();
        var waits = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(
            () => SendAsync(started, duration, cancellationToken),
            cancellationToken)));
        var elapsed = time.GetElapsedTime(started);
        double[] all = [.. waits.SelectMany(one => one)];
        return (all.Length / elapsed.TotalSeconds, LatencySummary.Of(all));
    }

    private async Task<List<double>> SendAsync(long started, TimeSpan duration, CancellationToken cancellationToken)
    {
        var (time, waits) = (TimeProvider.System, new List<double>());
        using var client = new WebhookClient();
        await client.ConnectAsync(port, cancellationToken);
        while (time.GetElapsedTime(started) < duration)
        {
            var sent = time.GetTimestamp();
            await client.SendAsync(Request, cancellationToken);
            waits.Add(time.GetElapsedTime(sent).TotalMilliseconds);
        }

        return waits;
    }
}
