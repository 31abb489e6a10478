namespace TgWorker.Redis.Laravel;

/// <summary>Where a Laravel application's cache is, on the Redis server of the queue.</summary>
public sealed class LaravelCacheOptions
{
    /// <summary>The cache's database (<c>REDIS_CACHE_DB</c>). Default 1.</summary>
    public int Database { get; set; } = 1;

    /// <summary>The cache's own prefix (<c>CACHE_PREFIX</c>), which stands behind that of all keys. Default empty.</summary>
    public string Prefix { get; set; } = "";
}
