using System.Buffers;
using TgWorker.Redis.Horizon;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Laravel;

namespace TgWorker.Redis;

/// <summary>Which list is the queue and how it is read.</summary>
public sealed class RedisQueueOptions
{
    /// <summary>The prefix Laravel puts before all its keys. Default <c>laravel-database-</c>.</summary>
    public string Prefix { get; set; } = "laravel-database-";

    /// <summary>The queue's bare name. Default <c>telegram_updates</c>. In braces it works on Redis Cluster.</summary>
    public string Name { get; set; } = "telegram_updates";

    /// <summary>The key of the list: <c>{Prefix}queues:{Name}</c>.</summary>
    public string Key => Prefix + "queues:" + Name;

    /// <summary>Which end holds the oldest entry. Default <see cref="TakeFrom.Head"/>.</summary>
    public TakeFrom Take { get; set; } = TakeFrom.Head;

    /// <summary>Whether an update that was seen before (same bot and update id) is dropped. Default true.</summary>
    public bool Deduplicate { get; set; } = true;

    /// <summary>How long a seen update is remembered. Default 24 h.</summary>
    public TimeSpan DeduplicateFor { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// The most bytes that an entry may have, 1 KiB to 64 MiB. Default 1 MiB; an update of Telegram's takes some hundred KB at most. A
    /// larger one becomes a failed job that no worker reads.
    /// </summary>
    public int LargestEntry { get; set; } = 1024 * 1024;

    /// <summary>How long a worker that has stopped renewing keeps its lanes. Default 10 s, at least 0.3 s.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The name of the queue's connection in the Laravel application (config/queue.php). Default <c>redis</c>.</summary>
    public string LaravelConnection { get; set; } = "redis";

    /// <summary>
    /// The bare name of the queue of PHP's workers that gets the jobs which only PHP can do; null (the default) makes them failed jobs.
    /// </summary>
    public string? ForeignQueue { get; set; }

    /// <summary>Where the Laravel application keeps the locks of its unique jobs.</summary>
    public LaravelLockOptions UniqueLocks { get; set; } = new();

    /// <summary>
    /// The Laravel application's cache, in which <c>queue:restart</c> and <c>queue:pause</c> leave their wishes; null (the
    /// default) when they are not to be heard.
    /// </summary>
    public LaravelCacheOptions? LaravelCache { get; set; }

    /// <summary>How Laravel Horizon is shown what becomes of the jobs; null (the default) when it is not.</summary>
    public HorizonProjectionOptions? Horizon { get; set; }

    /// <summary>Where payloads lie while their jobs are handled; null (the default) for memory of the queue's own.</summary>
    internal ArrayPool<byte>? PayloadMemory { get; init; }
}
