using TgWorker.Bench.Cases;

namespace TgWorker.Bench.Tests;

public class MeasurementTests
{
    [Fact]
    public void Median_OfSeveralRuns_IsTakenNumberByNumber()
    {
        var median = Measurement.Median([Of(10, 3), Of(30, 1), Of(20, null)]);

        Assert.Equal((20, 2, null), (median.UpdatesPerSecond, median.P99, median.P50));
    }

    [Fact]
    public void Median_OneRunFailed_SaysSo()
    {
        var median = Measurement.Median([Of(10, null), Of(null, null) with { Error = "no worker" }]);

        Assert.Equal("no worker", median.Error);
    }

    private static Measurement Of(double? rate, double? p99) =>
        new() { Scenario = "even", Variant = "1 replica", UpdatesPerSecond = rate, P99 = p99 };
}
