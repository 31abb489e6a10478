using TgWorker.Measuring;
using TgWorker.Measuring.Latency;

namespace TgWorker.Bench.Cases;

/// <summary>What one run of a case found; what it did not look at is null.</summary>
internal sealed record Measurement
{
    public required string Scenario { get; init; }

    public required string Variant { get; init; }

    public double? UpdatesPerSecond { get; init; }

    /// <summary>To the yardstick of the same minute.</summary>
    public double? Ratio { get; init; }

    public double? WorkerCpuPer100K { get; init; }

    public double? RedisCpuPer100K { get; init; }

    public double? PeakMegabytes { get; init; }

    public double? AllocatedPerUpdate { get; init; }

    public double? ContentionsPer100K { get; init; }

    public double? PoolItemsPerUpdate { get; init; }

    public double? P50 { get; init; }

    public double? P99 { get; init; }

    public double? P999 { get; init; }

    /// <summary>What went wrong instead.</summary>
    public string? Error { get; init; }

    public static Measurement Of(BenchCase source, Throughput throughput) => new()
    {
        Scenario = source.Scenario,
        Variant = source.Variant,
        UpdatesPerSecond = throughput.UpdatesPerSecond,
        WorkerCpuPer100K = throughput.WorkerCpuPer100K,
        RedisCpuPer100K = throughput.RedisCpuPer100K,
        PeakMegabytes = throughput.PeakBytes / 1e6,
        AllocatedPerUpdate = throughput.AllocatedPerUpdate,
        ContentionsPer100K = throughput.ContentionsPer100K,
        PoolItemsPerUpdate = throughput.PoolItemsPerUpdate,
    };

    public static Measurement Of(BenchCase source, string variant, LatencySummary latency) => new()
    {
        Scenario = source.Scenario,
        Variant = variant,
        P50 = latency.P50,
        P99 = latency.P99,
        P999 = latency.P999,
    };

    /// <summary>The medians of several runs' numbers.</summary>
    public static Measurement Median(IReadOnlyCollection<Measurement> runs) => runs.First() with
    {
        UpdatesPerSecond = MedianOf(runs, run => run.UpdatesPerSecond),
        Ratio = MedianOf(runs, run => run.Ratio),
        WorkerCpuPer100K = MedianOf(runs, run => run.WorkerCpuPer100K),
        RedisCpuPer100K = MedianOf(runs, run => run.RedisCpuPer100K),
        PeakMegabytes = MedianOf(runs, run => run.PeakMegabytes),
        AllocatedPerUpdate = MedianOf(runs, run => run.AllocatedPerUpdate),
        ContentionsPer100K = MedianOf(runs, run => run.ContentionsPer100K),
        PoolItemsPerUpdate = MedianOf(runs, run => run.PoolItemsPerUpdate),
        P50 = MedianOf(runs, run => run.P50),
        P99 = MedianOf(runs, run => run.P99),
        P999 = MedianOf(runs, run => run.P999),
        Error = runs.Select(run => run.Error).FirstOrDefault(error => error is not null),
    };

    private static double? MedianOf(IReadOnlyCollection<Measurement> runs, Func<Measurement, double?> number)
    {
        var numbers = runs.Select(number).OfType<double>().Order().ToList();
        return numbers.Count == 0 ? null : (numbers[(numbers.Count - 1) / 2] + numbers[numbers.Count / 2]) / 2;
    }
}
