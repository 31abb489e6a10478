using TgWorker.Core.Updates;
using TgWorker.Redis;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Horizon;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Laravel;

namespace TgWorker.Hosting.Configuration;

/// <summary>Which queues are read, and how.</summary>
internal sealed class QueueOptions
{
    /// <summary>The queues' bare names, the most urgent first.</summary>
    public IReadOnlyList<string> Names { get; set; } = ["telegram_updates"];

    /// <summary>Where the Redis of each queue is, in the order of <see cref="Names"/>; empty when all are on the same.</summary>
    public IReadOnlyList<RedisConnectionOptions> Redis { get; set; } = [];

    public TakeFrom Take { get; set; } = TakeFrom.Head;

    public OrderBy OrderBy { get; set; } = OrderBy.Chat;

    public bool Deduplicate { get; set; } = true;

    public TimeSpan DeduplicateFor { get; set; } = TimeSpan.FromHours(24);

    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The options of one of the queues, as the Redis queue wants them.</summary>
    public RedisQueueOptions For(string name, string prefix, LaravelOptions laravel, HorizonOptions horizon) => new()
    {
        Prefix = prefix,
        Name = name,
        Take = Take,
        Deduplicate = Deduplicate,
        DeduplicateFor = DeduplicateFor,
        Lease = Lease,
        LaravelConnection = laravel.Connection,
        LaravelCache = laravel.CachePrefix is { } cachePrefix
            ? new LaravelCacheOptions { Database = laravel.CacheDatabase, Prefix = cachePrefix }
            : null,
        Horizon = horizon.Prefix is { } horizonPrefix ? new HorizonProjectionOptions { Prefix = horizonPrefix } : null,
    };
}
