using StackExchange.Redis;
using TgWorker.Redis.Keys;

namespace TgWorker.Redis.Broadcasts;

/// <summary>The keys of a queue's broadcasts.</summary>
internal sealed class BroadcastKeys(QueueKeys keys)
{
    private readonly string _prefix = (string)keys.List! + ":broadcast";

    /// <summary>The queue's own.</summary>
    public QueueKeys Queue => keys;

    /// <summary>zset: ids, by the millisecond in which they were made.</summary>
    public RedisKey All => _prefix + "s";

    /// <summary>set: ids of those that are being sent.</summary>
    public RedisKey Sending => _prefix + "s:sending";

    /// <summary>hash: the broadcast.</summary>
    public RedisKey Of(string id) => $"{_prefix}:{id}";

    /// <summary>hash: number of the page → its recipients.</summary>
    public RedisKey Pages(string id) => $"{_prefix}:{id}:pages";

    /// <summary>set: numbers of the recipients whose message is in its lane.</summary>
    public RedisKey InLanes(string id) => $"{_prefix}:{id}:in_lanes";

    /// <summary>hash: number → whom it did not reach, and why.</summary>
    public RedisKey Misses(string id) => $"{_prefix}:{id}:misses";
}
