using Xunit;
using Xunit.Sdk;

namespace TgWorker.TestSupport.Redis;

/// <summary>
/// A Redis server shared by many tests, each of which keeps to a key prefix of its own: the one TGWORKER_TEST_REDIS names,
/// else one started from the PATH, else a container where that is compiled in.
/// </summary>
/// <remarks>Use it as a class fixture, or as a collection fixture to share one server among classes.</remarks>
public sealed class RedisFixture : IAsyncLifetime
{
    private IRedisSource? _source;

    /// <summary>Where the server is, for tgworker's <c>--redis</c>.</summary>
    public string Url => Source.Url;

    /// <summary>Where the server is, for <c>ConnectionMultiplexer.Connect</c>.</summary>
    public string Configuration => Source.Configuration;

    private IRedisSource Source => _source ?? throw new InvalidOperationException("The fixture is not initialised.");

    /// <summary>A key prefix that no other test uses.</summary>
    public string NewPrefix() => Source.NewPrefix();

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        _source = Find();
        await _source.StartAsync();
    }

    /// <inheritdoc />
    public Task DisposeAsync() => _source is null ? Task.CompletedTask : _source.DisposeAsync().AsTask();

    private static IRedisSource Find()
    {
        if (Environment.GetEnvironmentVariable(ExternalRedis.Variable) is { Length: > 0 } url)
        {
            return new ExternalRedis(url);
        }

        if (RedisServer.FindExecutable() is not null)
        {
            return new OwnRedis();
        }

        if (RedisContainerSource.Find() is { } container)
        {
            return container;
        }
        throw new XunitException(RedisMissing.Message);
    }
}
