namespace TgWorker.TestSupport.Redis;

/// <summary>A server started for the fixture from the PATH.</summary>
internal sealed class OwnRedis : IRedisSource
{
    private RedisServer? _server;

    public string Url => Server.Url;

    public string Configuration => Server.Configuration;

    private RedisServer Server => _server ?? throw new InvalidOperationException("The server is not started.");

    public async Task StartAsync() => _server = await RedisServer.StartAsync();

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
