using TgWorker.Redis.Connecting;

namespace TgWorker.Tests.Configuration;

public sealed class RedisUrlTests
{
    [Theory]
    [InlineData("redis://localhost", "redis://localhost:6379/0", null, null)]
    [InlineData("redis://localhost:6380/3", "redis://localhost:6380/3", null, null)]
    [InlineData("redis://localhost/?db=2", "redis://localhost:6379/2", null, null)]
    [InlineData("redis://:pw@localhost", "redis://localhost:6379/0", null, "pw")]
    [InlineData("redis://user:p%3A%2F%40w@localhost", "redis://localhost:6379/0", "user", "p:/@w")]
    [InlineData("redis://u:a@b/c@localhost", "redis://localhost:6379/0", "u", "a@b/c")]
    [InlineData("REDISS://[::1]:6380/1", "rediss://[::1]:6380/1", null, null)]
    [InlineData("tls://localhost", "rediss://localhost:6379/0", null, null)]
    [InlineData("unix:///run/redis.sock?db=4", "unix:///run/redis.sock?db=4", null, null)]
    [InlineData("unix://:pw@/run/redis.sock", "unix:///run/redis.sock?db=0", null, "pw")]
    public void FromUrl_Readable_SaysWhereAndAsWhom(string url, string expected, string? user, string? password)
    {
        var options = RedisConnectionOptions.FromUrl(url);

        Assert.Equal((expected, user, password), (options.ToString(), options.User, options.Password));
    }

    [Theory]
    [InlineData("localhost:6379")]
    [InlineData("http://localhost")]
    [InlineData("redis://localhost:0")]
    [InlineData("redis://localhost:70000")]
    [InlineData("redis://localhost/one")]
    [InlineData("unix://")]
    [InlineData("unix:///run/a-socket-whose-path-is-longer-than-the-hundred-and-seven-bytes-that-a-unix-system-has-for-it/redis.sock")]
    public void FromUrl_Unreadable_Throws(string url) => Assert.Throws<FormatException>(() => RedisConnectionOptions.FromUrl(url));
}
