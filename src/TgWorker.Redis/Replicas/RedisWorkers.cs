using StackExchange.Redis;
using TgWorker.Core.Text;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;

namespace TgWorker.Redis.Replicas;

/// <summary>Reads which workers are on a queue.</summary>
internal static class RedisWorkers
{
    /// <summary>Redis's clock, unix milliseconds.</summary>
    public static async Task<long> NowAsync(RedisConnection connection)
    {
        var time = (RedisResult[])(await connection.ExecuteAsync("TIME").ConfigureAwait(false))!;
        return ((long)time[0] * 1000) + ((long)time[1] / 1000);
    }

    /// <summary>The incarnations, with what is left of their leases; negative where it lapsed.</summary>
    public static async Task<IReadOnlyList<(string Incarnation, TimeSpan LeaseLeft)>> ReadAsync(RedisConnection connection, QueueKeys keys)
    {
        var now = await NowAsync(connection).ConfigureAwait(false);
        var entries = (RedisResult[])(await connection.ExecuteAsync("ZRANGE", keys.Workers, 0, -1, "WITHSCORES").ConfigureAwait(false))!;
        return [.. entries.Chunk(2).Select(pair => ((string)pair[0]!, KeptTime.Span((double)pair[1] - now)))];
    }
}
