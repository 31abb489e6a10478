namespace TgWorker.Redis.Laravel;

/// <summary>Where a Laravel application keeps its cache's locks, on the Redis server of the queue.</summary>
public sealed class LaravelLockOptions
{
    /// <summary>
    /// The database of the store's <c>lock_connection</c>; null (the default) is the queue's own, as in Laravel's config/cache.php.
    /// </summary>
    public int? Database { get; set; }

    /// <summary>
    /// The cache's own prefix (<c>CACHE_PREFIX</c>), which stands behind that of all keys. Default <c>laravel_cache_</c>.
    /// </summary>
    public string Prefix { get; set; } = "laravel_cache_";
}
