using System.Globalization;
using Microsoft.Extensions.Logging;
using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;

namespace TgWorker.Redis.Granting;

/// <summary>
/// Waits for entries without taking any: <c>BLMOVE</c> from the list onto the same end of itself. No other command
/// shares its connection.
/// </summary>
internal sealed partial class ListWatcher(
    RedisGateway gateway,
    QueueKeys keys,
    TakeFrom take,
    TimeProvider time,
    ILogger logger) : IAsyncDisposable
{
    // Shorter than any command timeout: a blocked connection that times out on this side would stay blocked on the other.
    private static readonly TimeSpan Block = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _closing = new();
    private RedisConnection? _connection;
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

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        if (_connection is { } connection)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }

        if (_watch is { } watch)
        {
            await watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _closing.Dispose();
    }

    private async Task WatchAsync()
    {
        var end = take == TakeFrom.Head ? "LEFT" : "RIGHT";
        var seconds = Block.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                _connection ??= await gateway.OpenAsync("watch").ConfigureAwait(false);
                var entry = await _connection.ExecuteAsync(
                    "BLMOVE", Block + gateway.Options.CommandTimeout, keys.List, keys.List, end, end, seconds)
                    .ConfigureAwait(false);
                if (!entry.IsNull)
                {
                    return;
                }
            }
            catch (QueueUnavailableException exception)
            {
                WatchFailed(logger, exception.Message);
                await Task.Delay(Pause, time, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (ObjectDisposedException)
            {
                return;
            }
        }
    }

    [LoggerMessage(201, LogLevel.Debug, "Waiting for entries failed, trying again: {Reason}")]
    private static partial void WatchFailed(ILogger logger, string reason);
}
