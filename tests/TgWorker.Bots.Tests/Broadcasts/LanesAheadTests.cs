using TgWorker.Bots.Broadcasts;

namespace TgWorker.Bots.Tests.Broadcasts;

public sealed class LanesAheadTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch.AddDays(1);

    [Fact]
    public void Room_IsWhatIsNotThereYet()
    {
        var ahead = new LanesAhead();

        Assert.Equal(30, ahead.Room(Start, 0));
        Assert.Equal(10, ahead.Room(Start.AddSeconds(1), 20));
        Assert.Equal(0, ahead.Room(Start.AddSeconds(2), 30));
        Assert.Equal(0, ahead.Room(Start.AddSeconds(3), 45));
    }

    [Fact]
    public void Room_SomeAreStuckForLong_OthersGoOn()
    {
        var ahead = new LanesAhead();
        _ = ahead.Room(Start, 0);
        for (var second = 1; second <= 61; second++)
        {
            _ = ahead.Room(Start.AddSeconds(second), 30);
        }

        Assert.Equal(30, ahead.Room(Start.AddSeconds(62), 30));
        Assert.Equal(25, ahead.Room(Start.AddSeconds(63), 35));

        // Were they not stuck, but slow: as soon as one is gone, it was none of them.
        Assert.Equal(30, ahead.Room(Start.AddSeconds(64), 5));
        Assert.Equal(5, ahead.Room(Start.AddSeconds(65), 30));
    }

    [Fact]
    public void Room_NobodySendsAnything_EndsSomewhere()
    {
        var (ahead, inLanes) = (new LanesAhead(), 0L);
        for (var second = 0; second < 3_600; second++)
        {
            inLanes += ahead.Room(Start.AddSeconds(second), inLanes);
        }

        Assert.InRange(inLanes, 30, 330);
    }
}
