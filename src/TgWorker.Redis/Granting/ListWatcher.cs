using System.Globalization;
using Microsoft.Extensions.Logging;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;

namespace TgWorker.Redis.Granting;

/// <summary>Waits for entries without taking any: <c>BLMOVE</c> from the list onto the same end of itself.</summary>
internal sealed partial class ListWatcher(RedisGateway gateway, QueueKeys keys, TakeFrom take, TimeProvider time, ILogger logger)
    : IAsyncDisposable
{
    private readonly BlockingConnection _blocking = new(gateway, "watch", time);
    private Task? _watch;

    /// <summary>A task that ends when something stands on the list. The same one is given out until it has ended.</summary>
    public Task Watch()
    {
        if (_watch is null || _watch.IsCompleted)
        {
            _watch = WatchAsync();
        }

        return _watch;
    }

    public ValueTask DisposeAsync() => _blocking.DisposeAsync(_watch);

    private Task WatchAsync()
    {
        var end = take == TakeFrom.Head ? "LEFT" : "RIGHT";
        var seconds = BlockingConnection.Block.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return _blocking.RepeatAsync(
            async connection => !(await _blocking.SendAsync(connection, "BLMOVE", keys.List, keys.List, end, end, seconds)
                .ConfigureAwait(false)).IsNull,
            reason => WatchFailed(logger, reason));
    }

    [LoggerMessage(201, LogLevel.Debug, "Waiting for entries failed, trying again: {Reason}")]
    private static partial void WatchFailed(ILogger logger, string reason);
}
