using TgWorker.Core.History;

namespace TgWorker.Core.Tests.History;

public sealed class LogScaleTests
{
    private const double MostOff = 0.0625;
    private static readonly TimeSpan Fine = TimeSpan.FromMicroseconds(64);

    [Fact]
    public void Middle_OfABucket_IsOffBySixPercentAtMost()
    {
        for (var micros = 512.0; micros < TimeSpan.FromDays(3).TotalMicroseconds; micros *= 1.0137)
        {
            var time = TimeSpan.FromMicroseconds(micros);
            var read = LogScale.Middle(LogScale.Of(time));

            Assert.True(Math.Abs((read / time) - 1) <= MostOff, $"{time} is read as {read}");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(300)]
    [InlineData(511)]
    public void Middle_OfWhatIsShorterThanHalfAMillisecond_IsOffBy64MicrosecondsAtMost(int micros)
    {
        var time = TimeSpan.FromMicroseconds(micros);

        Assert.True((LogScale.Middle(LogScale.Of(time)) - time).Duration() <= Fine);
    }

    [Fact]
    public void Buckets_AreInTheOrderOfTheirTimes_AndNoTimeIsOutside()
    {
        Assert.All(Enumerable.Range(1, LogScale.Buckets - 1), bucket => Assert.True(LogScale.Middle(bucket - 1) < LogScale.Middle(bucket)));
        Assert.Equal(0, LogScale.Of(TimeSpan.FromSeconds(-1)));
        Assert.Equal(LogScale.Buckets - 1, LogScale.Of(TimeSpan.MaxValue));
        Assert.InRange(LogScale.Of(TimeSpan.FromDays(3)), 0, LogScale.Buckets - 2);
    }
}
