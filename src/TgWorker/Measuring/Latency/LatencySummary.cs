namespace TgWorker.Measuring.Latency;

/// <summary>How long updates waited between their push and their handler, in milliseconds.</summary>
/// <param name="Count">How many updates were measured.</param>
/// <param name="P50">Half of them waited no longer.</param>
/// <param name="P99">99 % waited no longer.</param>
/// <param name="P999">99.9 % waited no longer.</param>
/// <param name="Longest">The longest wait.</param>
internal sealed record LatencySummary(int Count, double P50, double P99, double P999, double Longest)
{
    /// <summary>Sums waits up; sorts them in place.</summary>
    public static LatencySummary Of(double[] milliseconds)
    {
        Array.Sort(milliseconds);
        return new LatencySummary(
            milliseconds.Length, Percentile(milliseconds, 0.5), Percentile(milliseconds, 0.99), Percentile(milliseconds, 0.999),
            milliseconds[^1]);
    }

    // The nearest rank: a wait that was really seen, never one between two.
    private static double Percentile(double[] sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
}
