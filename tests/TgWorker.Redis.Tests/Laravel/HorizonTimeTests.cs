using TgWorker.Redis.Horizon;
using Xunit;

namespace TgWorker.Redis.Tests.Laravel;

public class HorizonTimeTests
{
    [Theory]
    [InlineData(17952201994198999, "1795220199.4198")]
    [InlineData(17952201990000000, "1795220199")]
    [InlineData(17952202000010000, "1795220200.001")]
    [InlineData(17952201999000000, "1795220199.9")]
    public void Text_AnyTime_IsWhatPhpWrites(long ticks, string expected) =>
        Assert.Equal(expected, HorizonTime.Text(DateTimeOffset.UnixEpoch.AddTicks(ticks)));

    [Fact]
    public void NewestFirst_LaterTimes_HaveLowerScores() =>
        Assert.Equal(-1795220199.4198, HorizonTime.NewestFirst(DateTimeOffset.UnixEpoch.AddTicks(17952201994198000)), precision: 6);
}
