using TgWorker.Redis.Connecting;
using TgWorker.TestSupport.Redis;

namespace TgWorker.Bench;

/// <summary>The server that is measured: one that runs already, or one of our own without persistence.</summary>
internal sealed class MeasuredRedis : IAsyncDisposable
{
    private readonly RedisServer? _own;

    private MeasuredRedis(string url, RedisServer? own)
    {
        Url = url;
        Address = RedisConnectionOptions.FromUrl(url);
        _own = own;
    }

    public string Url { get; }

    public RedisConnectionOptions Address { get; }

    /// <summary>Uses the server at <paramref name="url"/>; starts one when there is none.</summary>
    public static async Task<MeasuredRedis> OpenAsync(string? url)
    {
        if (url is not null)
        {
            return new MeasuredRedis(url, own: null);
        }

        var server = await RedisServer.StartAsync();
        return new MeasuredRedis(server.Url, server);
    }

    public ValueTask DisposeAsync() => _own?.DisposeAsync() ?? ValueTask.CompletedTask;
}
