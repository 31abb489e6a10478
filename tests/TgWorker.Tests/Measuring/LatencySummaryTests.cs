using TgWorker.Measuring.Latency;

namespace TgWorker.Tests.Measuring;

public class LatencySummaryTests
{
    [Fact]
    public void Of_ThousandWaits_TakesTheNearestRanks()
    {
        var waits = Enumerable.Range(1, 1000).Select(i => (double)i).Reverse().ToArray();

        Assert.Equal(new LatencySummary(1000, 500, 990, 999, 1000), LatencySummary.Of(waits));
    }

    [Fact]
    public void Of_OneWait_IsThatWait() => Assert.Equal(new LatencySummary(1, 2, 2, 2, 2), LatencySummary.Of([2]));
}
