using TgWorker.Redis.Connecting;
using TgWorker.Redis.Connecting.Sentinels;
using Xunit;

namespace TgWorker.Redis.Tests.Connecting;

public class RedisConnectionOptionsTests
{
    [Fact]
    public async Task Impossible_IsRefusedWhereItIsUsed_AllAtOnce()
    {
        var options = new RedisConnectionOptions { Database = -1, Port = 0, CommandTimeout = TimeSpan.FromDays(50) };

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => RedisConnection.OpenAsync(options, "test", TimeProvider.System));

        Assert.Equal(
            "The connection to Redis cannot be: Database is -1: give a number from 0; Port is 0: give a number from 1 to 65535; "
            + "CommandTimeout is 50.00:00:00: give a time from 00:00:00.0500000 to 01:00:00",
            refused.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("mymaster")]
    [InlineData("@host")]
    [InlineData("mymaster@")]
    [InlineData("mymaster@,")]
    [InlineData("mymaster@host:x")]
    [InlineData("mymaster@:26379")]
    [InlineData("my master@host")]
    public void Sentinel_Unreadable_IsRefused(string text)
    {
        Assert.Throws<FormatException>(() => SentinelAddress.Parse(text));
        Assert.Contains("Sentinel ", Assert.Throws<ArgumentException>(new RedisConnectionOptions { Sentinel = text }.Validate).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mymaster@host", "mymaster@host:26379")]
    [InlineData(" m @ a:1 , b , [::1]:3 , a:1", "m@a:1,b:26379,[::1]:3")]
    public void Sentinel_Readable_IsWrittenOut(string text, string expected) =>
        Assert.Equal(expected, SentinelAddress.Parse(text).ToString());
}
