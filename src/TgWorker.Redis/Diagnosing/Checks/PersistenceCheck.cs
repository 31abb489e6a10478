using StackExchange.Redis;
using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;

namespace TgWorker.Redis.Diagnosing.Checks;

/// <summary>A Redis that writes nothing to disk loses all updates when it restarts.</summary>
internal sealed class PersistenceCheck : ICheck
{
    public string Name => "persistence";

    public async IAsyncEnumerable<Finding> FindAsync(Examination examination)
    {
        if (examination.Info.GetValueOrDefault("aof_enabled") == "0"
            && await SavePointsAsync(examination.Connection).ConfigureAwait(false) == "")
        {
            yield return new Finding(
                Name,
                "appendonly, save",
                "both are off: Redis keeps updates in memory alone and loses them when it restarts",
                "switch the append-only file on, in redis.conf and with: redis-cli config set appendonly yes");
        }
    }

    // Not every user may ask, and services hide it: null is not known.
    private static async Task<string?> SavePointsAsync(RedisConnection connection)
    {
        try
        {
            return (RedisResult[]?)await connection.ExecuteAsync("CONFIG", "GET", "save").ConfigureAwait(false) is [_, var points]
                ? (string?)points : null;
        }
        catch (QueueUnavailableException exception) when (!exception.MayHaveHappened)
        {
            return null;
        }
    }
}
