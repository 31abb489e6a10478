using TgWorker.TestSupport.Processes;
using TgWorker.TestSupport.Redis;

namespace TgWorker.Tests.Hosting;

/// <summary>A server too old for the worker: a new one whose answers say that it is old.</summary>
public sealed class OldRedisTests
{
    [Theory]
    [InlineData("work", "--handler", "none")]
    [InlineData("failed", "list")]
    public async Task Command_RedisTooOld_SaysSoAndExitsWith2(params string[] command)
    {
        await using var redis = await RedisServer.StartAsync();
        var version = await VersionAsync(redis);
        var old = "6.0." + new string('9', version.Length - 4);
        await using var proxy = new RewritingProxy(redis, "redis_version:" + version, "redis_version:" + old);

        var run = await WorkerProcess.RunAsync([.. command, "--redis", proxy.Url]);

        Assert.Equal(2, run.ExitCode);
        var said = Assert.Single((run.Output + run.Errors).Split('\n'), line => line.Contains(old, StringComparison.Ordinal));
        Assert.Contains("tgworker needs Redis 6.2 or newer, or Valkey", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_RedisTooOld_IsAFinding()
    {
        await using var redis = await RedisServer.StartAsync();
        var version = await VersionAsync(redis);
        await using var proxy = new RewritingProxy(
            redis, "redis_version:" + version, "redis_version:6.0." + new string('9', version.Length - 4));

        var run = await WorkerProcess.RunAsync("doctor", "--redis", proxy.Url);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("version: redis://127.0.0.1:", run.Output, StringComparison.Ordinal);
    }

    private static async Task<string> VersionAsync(RedisServer redis)
    {
        using var client = new System.Net.Sockets.TcpClient(redis.Host, redis.Port);
        await client.GetStream().WriteAsync("INFO server\r\nQUIT\r\n"u8.ToArray());
        using var reader = new StreamReader(client.GetStream());
        var info = await reader.ReadToEndAsync();
        return info.Split('\n').Single(line => line.StartsWith("redis_version:", StringComparison.Ordinal))
            .Trim()["redis_version:".Length..];
    }
}
