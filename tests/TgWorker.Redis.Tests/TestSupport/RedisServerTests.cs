using StackExchange.Redis;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Waiting;
using Xunit;

namespace TgWorker.Redis.Tests.TestSupport;

public sealed class RedisServerTests
{
    [Fact]
    public async Task Restart_AfterKillWithAppendOnly_HasKeptWhatWasWritten()
    {
        await using var server = await RedisServer.StartAsync(new RedisServerOptions { AppendOnly = true, Password = "secret" });
        var port = server.Port;
        await WriteAsync(server, "key", "value");

        await server.KillAsync();
        await server.RestartAsync();

        Assert.Equal(port, server.Port);
        Assert.Equal("value", await ReadAsync(server, "key"));
    }

    [Fact]
    public async Task Resume_AfterPause_AnswersAgain()
    {
        await using var server = await RedisServer.StartAsync();

        server.Pause();
        Assert.False(await RedisAnswers.PingAsync(server.Host, server.Port, password: null));
        server.Resume();

        await Eventually.TrueAsync(() => RedisAnswers.PingAsync(server.Host, server.Port, password: null));
    }

    [Fact]
    public async Task Start_AsReplica_ReceivesTheWritesOfItsMaster()
    {
        await using var master = await RedisServer.StartAsync(new RedisServerOptions { Password = "secret" });
        await using var replica = await RedisServer.StartAsync(new RedisServerOptions { ReplicaOf = master });
        await WriteAsync(master, "key", "value");

        await using var connection = await RedisClient.ConnectAsync(replica.Configuration);
        await Eventually.EqualAsync("value", async () => (string?)await connection.Database.StringGetAsync("key"));
    }

    [Fact]
    public async Task Start_MemoryLimit_IsInForce()
    {
        await using var server = await RedisServer.StartAsync(new RedisServerOptions { MaxMemory = "2mb" });

        var refused = await Assert.ThrowsAsync<RedisServerException>(() => WriteAsync(server, "key", new string('x', 4_000_000)));

        Assert.Contains("OOM", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dispose_RunningServer_EndsIt()
    {
        var server = await RedisServer.StartAsync();
        await server.DisposeAsync();

        Assert.False(await RedisAnswers.PingAsync(server.Host, server.Port, password: null));
    }

    [Fact]
    public async Task Start_WrongArgument_FailsWithTheServersOwnWords()
    {
        var options = new RedisServerOptions { Arguments = ["--maxclients", "nonsense"] };

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => RedisServer.StartAsync(options));

        Assert.Contains("maxclients", failure.Message, StringComparison.Ordinal);
    }

    private static async Task WriteAsync(RedisServer server, string key, string value)
    {
        await using var connection = await RedisClient.ConnectAsync(server.Configuration);
        await connection.Database.StringSetAsync(key, value);
        // A second write, as a server over its memory limit refuses only the next one.
        await connection.Database.StringSetAsync(key, value);
    }

    private static async Task<string?> ReadAsync(RedisServer server, string key)
    {
        await using var connection = await RedisClient.ConnectAsync(server.Configuration);
        return await connection.Database.StringGetAsync(key);
    }
}
