using StackExchange.Redis;
using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;

namespace TgWorker.Redis.Timers;

/// <summary>Hears of timers that others set and that are due before all that were known: <c>XREAD</c>, which takes nothing.</summary>
internal sealed class TimerWatcher(RedisGateway gateway, QueueKeys keys, Action soonest, TimeProvider time) : IAsyncDisposable
{
    private readonly BlockingConnection _blocking = new(gateway, "timers", time);
    private string? _last;
    private Task? _watch;

    /// <summary>Listens from now on. To be called by one thread at a time.</summary>
    public void Begin() => _watch ??= _blocking.RepeatAsync(
        ListenAsync,
        // Whatever was set meanwhile is found by the worker's own looks. Another server may have other ids.
        _ => _last = null);

    public ValueTask DisposeAsync() => _blocking.DisposeAsync(_watch);

    /// <returns>That it goes on.</returns>
    private async Task<bool> ListenAsync(RedisConnection connection)
    {
        try
        {
            _last ??= await LastAsync(connection).ConfigureAwait(false);
        }
        catch (QueueUnavailableException exception) when (IsWithoutStreams(exception))
        {
            // Garnet. There may be news after each pause.
            soonest();
            throw;
        }

        var news = await _blocking.SendAsync(
            connection, "XREAD", "BLOCK", (long)BlockingConnection.Block.TotalMilliseconds, "STREAMS", keys.TimersSoonest, _last)
            .ConfigureAwait(false);
        if (!news.IsNull)
        {
            _last = null;
            soonest();
        }

        return false;
    }

    private static bool IsWithoutStreams(QueueUnavailableException exception) =>
        exception.InnerException is RedisServerException refused
            && refused.Message.StartsWith("ERR unknown command", StringComparison.OrdinalIgnoreCase);

    private async Task<string> LastAsync(RedisConnection connection)
    {
        var last = (RedisResult[])(
            await connection.ExecuteAsync("XREVRANGE", keys.TimersSoonest, "+", "-", "COUNT", 1).ConfigureAwait(false))!;

        // What came since the last look is news, too: asking costs little.
        soonest();
        return last.Length == 0 ? "0-0" : (string)last[0][0]!;
    }
}
