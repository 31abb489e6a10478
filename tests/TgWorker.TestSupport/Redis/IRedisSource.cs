namespace TgWorker.TestSupport.Redis;

/// <summary>Where <see cref="RedisFixture"/> gets its server from.</summary>
internal interface IRedisSource : IAsyncDisposable
{
    string Url { get; }

    string Configuration { get; }

    Task StartAsync();

    string NewPrefix() => $"t{Guid.NewGuid():N}:";
}
