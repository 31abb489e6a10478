using TgWorker.Core.Working;

namespace TgWorker.Core.Tests.Working;

public class SlotSharesTests
{
    private readonly BalanceOptions _options = new() { MaxShift = 4, Min = 2 };

    [Fact]
    public void Next_OneQueueWaits_ItGainsOneStepOfWhatTheOthersGiveUp()
    {
        Assert.Equal([14, 6], SlotShares.Next([10, 10], [30, 0], 20, _options));
    }

    [Fact]
    public void Next_AgainAndAgain_StopsAtTheLeastOfTheOthers()
    {
        int[] shares = [10, 10];
        for (var step = 0; step < 10; step++)
        {
            shares = SlotShares.Next(shares, [30, 0], 20, _options);
        }

        Assert.Equal([18, 2], shares);
    }

    [Fact]
    public void Next_AMostIsSet_KeepsToIt()
    {
        _options.Max = 12;
        Assert.Equal([12, 6], SlotShares.Next([10, 10], [30, 0], 20, _options));
    }

    [Fact]
    public void Next_NothingWaits_GoesBackTowardsEqualShares()
    {
        Assert.Equal([14, 6], SlotShares.Next([18, 2], [0, 0], 20, _options));
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(5, 0.1, 3)]
    [InlineData(0, 0, 9)]
    [InlineData(1e9, 1, 0.001)]
    public void Next_AnyLoads_NeverMoreThanAllSlotsNorLessThanTheLeast(double a, double b, double c)
    {
        int[] shares = [7, 7, 6];
        for (var step = 0; step < 20; step++)
        {
            shares = SlotShares.Next(shares, [a, b, c], 20, _options);
            Assert.True(shares.Sum() <= 20);
            Assert.All(shares, share => Assert.True(share >= 2));
        }
    }
}
