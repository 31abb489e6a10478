using TgWorker.Core.Updates;
using TgWorker.Laravel.Envelopes;
using TgWorker.Redis;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Horizon;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Laravel;

namespace TgWorker.Hosting.Queues;

/// <summary>Which queues are read, and how. In the configuration: the section <c>Queue</c>.</summary>
public sealed class QueueOptions
{
    /// <summary>The queues' bare names, most urgent first. Default <c>telegram_updates</c>.</summary>
    public IReadOnlyList<string> Names { get; set; } = ["telegram_updates"];

    /// <summary>
    /// If the queues are on different servers: the Redis of each, in the order of <see cref="Names"/>. Default empty.
    /// </summary>
    public IReadOnlyList<RedisConnectionOptions> Redis { get; set; } = [];

    /// <summary>The end of the list with the oldest entry. Default <see cref="TakeFrom.Head"/>.</summary>
    public TakeFrom Take { get; set; } = TakeFrom.Head;

    /// <summary>Which updates wait for each other. Default <see cref="OrderBy.Chat"/>.</summary>
    public OrderBy OrderBy { get; set; } = OrderBy.Chat;

    /// <summary>
    /// Which lane button presses and inline, shipping, and pre-checkout queries go to. Default <see cref="QueryLanes.Chat"/>.
    /// </summary>
    public QueryLanes Queries { get; set; } = QueryLanes.Chat;

    /// <summary>Whether an update that was seen before (same bot and update id) is dropped. Default true.</summary>
    public bool Deduplicate { get; set; } = true;

    /// <summary>How long a seen update is remembered. Default 24 h.</summary>
    public TimeSpan DeduplicateFor { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// The largest entry in bytes, 1 KiB to 64 MiB. A larger one becomes a failed job without being read. Default 1 MiB.
    /// </summary>
    public int LargestEntry { get; set; } = 1024 * 1024;

    /// <summary>How long the chats of a dead worker wait before another takes over. Default 10 s, at least 0.3 s.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How the entries of the queues are read.</summary>
    internal EnvelopeOptions Envelopes(LaravelOptions laravel) => new()
    {
        OrderBy = OrderBy, Queries = Queries, AppKeys = laravel.Keys, JobClasses = laravel.Classes, CacheStore = laravel.CacheStore,
    };

    /// <summary>The options of one of the queues, as the Redis queue wants them.</summary>
    internal RedisQueueOptions For(string name, string prefix, LaravelOptions laravel, HorizonOptions horizon) => new()
    {
        Prefix = prefix,
        Name = name,
        Take = Take,
        Deduplicate = Deduplicate,
        DeduplicateFor = DeduplicateFor,
        LargestEntry = LargestEntry,
        Lease = Lease,
        LaravelConnection = laravel.Connection,
        ForeignQueue = laravel.Foreign == ForeignJobs.Php ? laravel.ForeignQueue : null,
        UniqueLocks = new LaravelLockOptions { Database = laravel.LockDatabase,
            Prefix = laravel.CachePrefix ?? LaravelPrefix.CacheBeside(prefix) },
        LaravelCache = laravel.CachePrefix is { } cachePrefix
            ? new LaravelCacheOptions { Database = laravel.CacheDatabase, Prefix = cachePrefix }
            : null,
        Horizon = horizon.Prefix is { } horizonPrefix ? new HorizonProjectionOptions { Prefix = horizonPrefix } : null,
    };
}
