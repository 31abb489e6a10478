using StackExchange.Redis;
using TgWorker.TestSupport.Redis;
using Xunit;

namespace TgWorker.Redis.Tests.Model;

/// <summary>One server and one connection for all comparisons: there are many, and each is short.</summary>
public sealed class ComparisonFixture : IAsyncLifetime
{
    private readonly RedisFixture _redis = new();
    private RedisClient? _client;

    public IDatabase Database => _client!.Database;

    public string NewPrefix() => _redis.NewPrefix();

    public async Task InitializeAsync()
    {
        await _redis.InitializeAsync();
        _client = await RedisClient.ConnectAsync(_redis.Configuration);
    }

    public async Task DisposeAsync()
    {
        if (_client is not null)
        {
            await _client.DisposeAsync();
        }

        await _redis.DisposeAsync();
    }
}
