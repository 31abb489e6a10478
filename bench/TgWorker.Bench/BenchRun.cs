using System.Globalization;
using TgWorker.Bench.Cases;

namespace TgWorker.Bench;

/// <summary>Goes through the cases, as often as the settings say, with the yardstick before and after each.</summary>
internal sealed class BenchRun(MeasuredRedis redis, BenchSettings settings, TextWriter progress)
{
    private readonly Yardstick _yardstick = new(redis.Address, settings.YardstickRequests);

    /// <summary>Runs the cases in turn (A B A B, not A A B B), so that a noisy minute hits them all.</summary>
    /// <returns>A line per case and part of it, in order; medians where there were several runs.</returns>
    public async Task<IReadOnlyList<Measurement>> RunAsync(IReadOnlyList<BenchCase> cases, CancellationToken cancellationToken)
    {
        var found = new List<Measurement>();
        for (var run = 1; run <= settings.Runs; run++)
        {
            var before = await _yardstick.MeasureAsync(cancellationToken);
            foreach (var each in cases)
            {
                var measured = await MeasureAsync(each, cancellationToken);
                var after = await _yardstick.MeasureAsync(cancellationToken);
                var yardstick = (before + after) / 2;
                found.AddRange(measured.Select(one => one with { Ratio = one.UpdatesPerSecond / yardstick }));
                await WriteAsync(run, measured, yardstick);
                before = after;
            }
        }

        if (_yardstick.Missing is { } missing)
        {
            await progress.WriteLineAsync(missing);
        }

        return [.. found.GroupBy(one => (one.Scenario, one.Variant)).Select(group => Measurement.Median([.. group]))];
    }

    private async Task<IReadOnlyList<Measurement>> MeasureAsync(BenchCase each, CancellationToken cancellationToken)
    {
        try
        {
            return await each.MeasureAsync(redis, settings, cancellationToken);
        }
#pragma warning disable CA1031 // The other cases still have something to tell.
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return [new Measurement { Scenario = each.Scenario, Variant = each.Variant, Error = exception.Message }];
        }
    }

    private async Task WriteAsync(int run, IReadOnlyList<Measurement> measured, double? yardstick)
    {
        foreach (var one in measured)
        {
            var what = one.Error ?? (one.UpdatesPerSecond is { } rate
                ? string.Create(CultureInfo.InvariantCulture, $"{rate:N0}/s, yardstick {yardstick:N0}/s")
                : string.Create(CultureInfo.InvariantCulture, $"p50 {one.P50:0.00} ms, p99 {one.P99:0.00} ms"));
            await progress.WriteLineAsync($"[{run}/{settings.Runs}] {one.Scenario}, {one.Variant}: {what}");
        }
    }
}
