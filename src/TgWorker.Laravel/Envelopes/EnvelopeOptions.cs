using TgWorker.Core.Updates;

namespace TgWorker.Laravel.Envelopes;

/// <summary>How entries of the queue are read.</summary>
public sealed class EnvelopeOptions
{
    /// <summary>Which updates wait for each other. Default <see cref="OrderBy.Chat"/>.</summary>
    public OrderBy OrderBy { get; init; } = OrderBy.Chat;

    /// <summary>Which lane queries go to that expire. Default <see cref="QueryLanes.Chat"/>.</summary>
    public QueryLanes Queries { get; init; } = QueryLanes.Chat;

    /// <summary>
    /// The Laravel application's keys, the current one first, for jobs that are <c>ShouldBeEncrypted</c>: 16 bytes for
    /// AES-128, 32 for AES-256 (what <c>APP_KEY</c> says after <c>base64:</c>, decoded). Default none.
    /// </summary>
    public IReadOnlyList<byte[]> AppKeys { get; init; } = [];

    /// <summary>The job classes that carry an update for this worker. Default tgook's, <see cref="JobClasses.OfTgook"/>.</summary>
    public JobClasses JobClasses { get; init; } = JobClasses.OfTgook;

    /// <summary>
    /// The name of the cache store (config/cache.php) whose unique locks can be released here, since it is on Redis. Default <c>redis</c>.
    /// </summary>
    public string CacheStore { get; init; } = "redis";
}
