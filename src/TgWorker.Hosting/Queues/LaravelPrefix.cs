namespace TgWorker.Hosting.Queues;

/// <summary>The prefix of the queue's key, found as tgook finds it.</summary>
internal static class LaravelPrefix
{
    /// <summary>The prefix when nothing says otherwise; also that of new Laravel applications.</summary>
    public const string Default = "laravel-database-";

    /// <summary>
    /// The prefix of an application that sets none: tgook takes <c>APP_NAME</c> as it is, where Laravel makes a lower-case
    /// slug of it. The entries are where tgook writes them.
    /// </summary>
    public static string ForApplication(string name) => name + "-database-";

    /// <summary>
    /// The usual prefix of the cache beside a prefix of keys: <c>laravel_database_</c> has <c>laravel_cache_</c>, the hyphens of
    /// Laravel 12's skeleton <c>laravel-cache-</c>.
    /// </summary>
    public static string CacheBeside(string prefix)
    {
        foreach (var separator in (string[])["-", "_"])
        {
            var database = separator + "database" + separator;
            if (prefix.EndsWith(database, StringComparison.Ordinal))
            {
                return prefix[..^database.Length] + separator + "cache" + separator;
            }
        }

        return "laravel_cache_";
    }
}
