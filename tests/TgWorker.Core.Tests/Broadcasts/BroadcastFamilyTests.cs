using TgWorker.Core.Broadcasts;

namespace TgWorker.Core.Tests.Broadcasts;

public sealed class BroadcastFamilyTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_AListThatEndsWithinABroadcast_LeavesThatOut_AndPutsTheOthersTogetherInOrder()
    {
        var parts = ((string[])["b.10", "b.2", "b", "a.2", "a", "c.3", "c.2"])
            .Select(id => new StoredBroadcast(id, default, BroadcastState.Sending));

        Assert.Equal(["b b.2 b.10", "a a.2"], BroadcastFamily.Of(parts).Select(its => string.Join(' ', its.Parts.Select(part => part.Id))));
    }

    [Fact]
    public void Figures_ThatAreTooLargeToBeAddedUp_AreTheLargestThereIs()
    {
        Assert.Equal(long.MaxValue, Family(Part("b", long.MaxValue), Part("b.2", 7)).Total);
        Assert.Equal(3, Family(Part("b", 1), Part("b.2", 2)).Left);
    }

    [Theory]
    [InlineData(0, 0, 15.0, 2)]
    [InlineData(0, 3600, 10.0, null)]
    public void Pace_IsThatOfThePartsThatGoNow_AndTheTimeIsKnownWhereAllDo(int first, int second, double rate, int? seconds)
    {
        var its = Family(
            Part("b", 20) with { Pace = new BroadcastPace(Noon.AddSeconds(-first), 0, 10) },
            Part("b.2", 10) with { Pace = new BroadcastPace(Noon.AddSeconds(-second), 0, 5) });

        Assert.Equal((rate, seconds), (its.RateAt(Noon), (int?)its.RemainingAt(Noon)?.TotalSeconds));
    }

    private static BroadcastFamily Family(params StoredBroadcast[] parts) => new(parts);

    private static StoredBroadcast Part(string id, long total) => new(id, default, BroadcastState.Sending) { Total = total };
}
