using TgWorker.Screens;

namespace TgWorker.Tests.Screens;

public sealed class SparklineTests
{
    [Fact]
    public void Of_Values_AreBarsInProportionToTheLargest()
        => Assert.Equal("▁▄█", Sparkline.Of([0, 50, 100], 10));

    [Fact]
    public void Of_MoreValuesThanColumns_ShowsTheLatest()
        => Assert.Equal("▁█", Sparkline.Of([1_000, 1, 10], 2));

    [Fact]
    public void Of_NothingButZeros_IsFlat()
        => Assert.Equal("▁▁", Sparkline.Of([0, 0], 5));
}
