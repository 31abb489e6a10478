using StackExchange.Redis;
using TgWorker.TestSupport.Redis;
using Xunit;

namespace TgWorker.Redis.Tests.TestSupport;

public sealed class RedisFixtureTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    [Fact]
    public async Task Configuration_OfTheSharedServer_Connects()
    {
        await using var connection = await RedisClient.ConnectAsync(redis.Configuration);
        RedisKey key = redis.NewPrefix() + "key";

        await connection.Database.StringSetAsync(key, "value");

        Assert.Equal("value", await connection.Database.StringGetAsync(key));
    }

    [Fact]
    public void NewPrefix_Twice_Differs() => Assert.NotEqual(redis.NewPrefix(), redis.NewPrefix());

    [Fact]
    public async Task ExternalServer_Disposed_KeepsForeignKeysAndRemovesItsOwn()
    {
        await using var server = await RedisServer.StartAsync(new RedisServerOptions { Password = "p@ss:word" });
        await using var connection = await RedisClient.ConnectAsync(server.Configuration);
        var database = connection.GetDatabase(3);
        await database.StringSetAsync("foreign", "value");

        await using (var external = new ExternalRedis($"redis://:p%40ss%3Aword@127.0.0.1:{server.Port}/3"))
        {
            await external.StartAsync();
            await database.StringSetAsync(external.NewPrefix() + "key", "value");
        }

        Assert.Equal(["foreign"], (string[])(await database.ExecuteAsync("KEYS", "*"))!);
    }
}
