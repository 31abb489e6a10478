using TgWorker.Laravel.Envelopes;

namespace TgWorker.Hosting.Queues;

/// <summary>The Laravel application that shares the queue. In the configuration: the section <c>Laravel</c>.</summary>
public sealed class LaravelOptions
{
    /// <summary>The key of encrypted jobs, as in <c>APP_KEY</c>. Default null: encrypted jobs cannot be read.</summary>
    public string? AppKey { get; set; }

    /// <summary>Keys that were used before. Default none.</summary>
    public IReadOnlyList<string> PreviousKeys { get; set; } = [];

    /// <summary>The job classes that carry updates for this worker: names, <c>Name*</c>, or <c>*</c>. Default tgook's two.</summary>
    public IReadOnlyList<string> JobClasses { get; set; } = ["App\\Jobs\\ProcessTelegramUpdate", "App\\Jobs\\ProcessTelegramUpdateJob"];

    /// <summary>
    /// What becomes of jobs that only PHP can run: other classes, chains, and batches. Default <see cref="ForeignJobs.Fail"/>.
    /// </summary>
    public ForeignJobs Foreign { get; set; } = ForeignJobs.Fail;

    /// <summary>The bare name of the queue from which PHP's workers take such jobs. Default <c>default</c>.</summary>
    public string ForeignQueue { get; set; } = "default";

    /// <summary>The name of the queue's connection in the application (config/queue.php). Default <c>redis</c>.</summary>
    public string Connection { get; set; } = "redis";

    /// <summary>
    /// The name of the cache store on Redis (config/cache.php) in which unique locks are released. Default <c>redis</c>.
    /// </summary>
    public string CacheStore { get; set; } = "redis";

    /// <summary>The database of Laravel's cache, where <c>queue:restart</c> and <c>queue:pause</c> write. Default 1.</summary>
    public int CacheDatabase { get; set; } = 1;

    /// <summary>
    /// The database of the cache's locks (the store's <c>lock_connection</c>); null (the default) is the queue's own, as Laravel has it.
    /// </summary>
    public int? LockDatabase { get; set; }

    /// <summary>The cache's key prefix. Default null: <c>queue:restart</c> and <c>queue:pause</c> have no effect.</summary>
    public string? CachePrefix { get; set; }

    /// <summary>All keys as bytes, the current one first.</summary>
    internal IReadOnlyList<byte[]> Keys =>
        [.. PreviousKeys.Prepend(AppKey).OfType<string>().Where(key => key.Length > 0).Select(Laravel.Encryption.AppKey.Parse)];

    /// <summary>The job classes, read.</summary>
    internal JobClasses Classes => Laravel.Envelopes.JobClasses.Parse(JobClasses);
}
