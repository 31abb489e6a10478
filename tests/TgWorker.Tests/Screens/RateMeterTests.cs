using TgWorker.Screens;

namespace TgWorker.Tests.Screens;

public sealed class RateMeterTests
{
    [Fact]
    public void Add_SteadyCount_GivesItsRateFromTheFirstMeasurementOn()
    {
        var meter = new RateMeter();
        for (var tick = 1; tick <= 40; tick++)
        {
            meter.Add(TimeSpan.FromMilliseconds(100 * tick), 5 * tick);
            Assert.Equal(50, meter.PerSecond, 3);
        }

        Assert.Equal([50, 50, 50, 50], meter.History.Select(rate => Math.Round(rate)));
    }

    [Fact]
    public void Add_CountThatStandsStill_FallsToZeroWithinASecond()
    {
        var meter = new RateMeter();
        meter.Add(TimeSpan.FromSeconds(1), 100);
        meter.Add(TimeSpan.FromSeconds(1.5), 100);
        meter.Add(TimeSpan.FromSeconds(2.5), 100);

        Assert.Equal(0, meter.PerSecond);
    }
}
