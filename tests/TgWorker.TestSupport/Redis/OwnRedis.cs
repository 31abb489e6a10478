namespace TgWorker.TestSupport.Redis;

/// <summary>A server started for the fixture from the PATH.</summary>
internal sealed class OwnRedis : IRedisSource
{
    private RedisServer? server;

    public string Url => Server.Url;

    public string Configuration => Server.Configuration;

    private RedisServer Server => server ?? throw new InvalidOperationException("The server is not started.");

    public async Task StartAsync() => server = await RedisServer.StartAsync();

    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
