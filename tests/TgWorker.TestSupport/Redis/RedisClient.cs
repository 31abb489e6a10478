using StackExchange.Redis;

namespace TgWorker.TestSupport.Redis;

/// <summary>A test's own connection to a server.</summary>
/// <remarks>Closed before it is disposed of: StackExchange.Redis 1.2.6 waits a second for one that was not.</remarks>
public sealed class RedisClient : IAsyncDisposable
{
    private readonly ConnectionMultiplexer _multiplexer;

    private RedisClient(ConnectionMultiplexer multiplexer) => _multiplexer = multiplexer;

    /// <summary>The database that the configuration names.</summary>
    public IDatabase Database => _multiplexer.GetDatabase();

    /// <summary>Connects.</summary>
    /// <param name="configuration">As <see cref="RedisServer.Configuration"/>.</param>
    public static async Task<RedisClient> ConnectAsync(string configuration) =>
        new(await ConnectionMultiplexer.ConnectAsync(configuration));

    /// <summary>One of the server's databases.</summary>
    public IDatabase GetDatabase(int number) => _multiplexer.GetDatabase(number);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _multiplexer.CloseAsync();
        _multiplexer.Dispose();
    }
}
