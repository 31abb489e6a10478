using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;
using TgWorker.TestSupport.Redis;
using Xunit;

namespace TgWorker.Redis.Tests.Connecting;

public sealed class PasswordFileTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task FirstLine_IsThePassword_ReadAnewForEachConnection()
    {
        await using var server = await RedisServer.StartAsync(new RedisServerOptions { Password = "hunter2" });
        var options = new RedisConnectionOptions { Port = server.Port, PasswordFile = _file };

        await File.WriteAllTextAsync(_file, "hunter3\n");
        await Assert.ThrowsAsync<QueueUnavailableException>(() => RedisConnection.OpenAsync(options, "test", TimeProvider.System));

        await File.WriteAllTextAsync(_file, "hunter2\nmore\n");
        await using var connection = await RedisConnection.OpenAsync(options, "test", TimeProvider.System);
        Assert.Equal("PONG", (string?)await connection.ExecuteAsync("PING"));
        Assert.Null(await RedisProbe.WhyNotAsync(options, default));
    }

    [Fact]
    public async Task Missing_IsRefused()
    {
        File.Delete(_file);
        var options = new RedisConnectionOptions { PasswordFile = _file, SentinelPasswordFile = _file, Sentinel = "m@a" };

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => RedisConnection.OpenAsync(options, "test", TimeProvider.System));

        Assert.Contains("PasswordFile names a file that does not exist; SentinelPasswordFile names a file that does not exist",
            refused.Message, StringComparison.Ordinal);
    }
}
