using TgWorker.Redis.Connecting.Sentinels;
using TgWorker.Redis.Connecting.Wire;
using Xunit;

namespace TgWorker.Redis.Tests.Connecting.Sentinels;

public class ReplicaCheckTests
{
    private static readonly ServerAddress[] Expected = [new("10.0.0.2", 6379), new("10.0.0.3", 6380)];

    [Theory]
    [InlineData("role:slave\r\n", null)]
    [InlineData("role:master\r\nslave0:ip=10.0.0.2,port=6379,state=online,offset=9,lag=0\r\nslave1:ip=10.0.0.3,port=6380,state=online,offset=9,lag=2\r\n", "")]
    [InlineData("role:master\r\nslave0:ip=10.0.0.2,port=6379,state=online,offset=9,lag=0\r\n", "10.0.0.3:6380")]
    [InlineData("role:master\r\nslave0:ip=10.0.0.2,port=6379,state=online,offset=9,lag=3\r\nslave1:ip=10.0.0.3,port=6380,state=wait_bgsave,offset=9,lag=0\r\n", "10.0.0.2:6379 10.0.0.3:6380")]
    [InlineData("role:master\r\nslave0:nonsense\r\nslave_read_only:1\r\n", "10.0.0.2:6379 10.0.0.3:6380")]
    public void Missing_AreThoseThatDoNotFollowOrFellSilent(string info, string? missing) =>
        Assert.Equal(missing, ReplicaCheck.Missing(info, Expected) is { } found ? string.Join(' ', found) : null);
}
