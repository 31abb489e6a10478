using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;

namespace TgWorker.Redis.Timers;

/// <summary>
/// Hears of timers that others set and that are due before all that were known: <c>XREAD</c>, which takes nothing, on a connection of its
/// own.
/// </summary>
internal sealed class TimerWatcher(RedisGateway gateway, QueueKeys keys, Action soonest, TimeProvider time) : IAsyncDisposable
{
    // Shorter than any command timeout: a blocked connection that times out on this side would stay blocked on the other.
    private static readonly TimeSpan Block = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _closing = new();
    private RedisConnection? _connection;
    private Task? _watch;

    /// <summary>Listens from now on. To be called by one thread at a time.</summary>
    public void Begin() => _watch ??= WatchAsync();

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
        string? last = null;
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                _connection ??= await gateway.OpenAsync("timers").ConfigureAwait(false);
                last ??= await LastAsync(_connection).ConfigureAwait(false);
                var news = await _connection.ExecuteAsync(
                    "XREAD", Block + gateway.Options.CommandTimeout, "BLOCK", (long)Block.TotalMilliseconds, "STREAMS", keys.TimersSoonest,
                    last).ConfigureAwait(false);
                if (!news.IsNull)
                {
                    last = null;
                    soonest();
                }
            }
            catch (QueueUnavailableException)
            {
                // Whatever was set meanwhile is found by the worker's own looks. Another server may have other ids.
                last = null;
                await Task.Delay(Pause, time, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task<string> LastAsync(RedisConnection connection)
    {
        var last = (StackExchange.Redis.RedisResult[])(
            await connection.ExecuteAsync("XREVRANGE", keys.TimersSoonest, "+", "-", "COUNT", 1).ConfigureAwait(false))!;

        // What came since the last look is news, too: asking costs little.
        soonest();
        return last.Length == 0 ? "0-0" : (string)last[0][0]!;
    }
}
