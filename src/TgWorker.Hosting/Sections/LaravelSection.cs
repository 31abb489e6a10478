using TgWorker.Hosting.Queues;
using TgWorker.Hosting.Settings;
using TgWorker.Laravel.Encryption;
using TgWorker.Laravel.Envelopes;

namespace TgWorker.Hosting.Sections;

internal static class LaravelSection
{
    public static IReadOnlyList<Setting> Settings { get; } =
    [
        new("Horizon:Prefix", "prefix of Laravel Horizon's keys; without it, Horizon is left alone",
            (options, text) => options.Horizon.Prefix = text)
        {
            Value = options => options.Horizon.Prefix, LaravelName = "HORIZON_PREFIX",
        },
        new("Laravel:AppKey", "key of encrypted jobs", (options, text) => options.Laravel.AppKey = Key(text))
        {
            Value = options => options.Laravel.AppKey, LaravelName = "APP_KEY", Secrecy = Secrecy.Secret,
        },
        new("Laravel:PreviousKeys", "keys that were in use before", (options, text) =>
            options.Laravel.PreviousKeys = [.. SettingText.List(text).Select(Key)])
        {
            Value = options => options.Laravel.PreviousKeys, LaravelName = "APP_PREVIOUS_KEYS", Secrecy = Secrecy.Secret,
        },
        new("Laravel:JobClasses", "job classes that carry an update for this worker: names, Name* or *",
            (options, text) => options.Laravel.JobClasses = Classes(text))
        {
            Value = options => options.Laravel.JobClasses, Default = "tgook's two",
        },
        new("Laravel:Foreign", "what becomes of jobs of other classes, in chains or in batches: fail, or php (leave them to PHP's workers)",
            (options, text) => options.Laravel.Foreign = SettingText.Choice<ForeignJobs>(text))
        {
            Value = options => options.Laravel.Foreign, Default = "fail",
        },
        new("Laravel:ForeignQueue", "the queue that such jobs go to, for PHP", (options, text) => options.Laravel.ForeignQueue = text)
        {
            Value = options => options.Laravel.ForeignQueue, Default = "default",
        },
        new("Laravel:CacheStore", "name of the application's cache store on Redis (config/cache.php), where unique locks are released",
            (options, text) => options.Laravel.CacheStore = text)
        {
            Value = options => options.Laravel.CacheStore, Default = "redis",
        },
        new("Laravel:LockDatabase", "Redis database of the cache's locks; the queue's unless given",
            (options, text) => options.Laravel.LockDatabase = SettingText.Number(text, 0, int.MaxValue))
        {
            Value = options => options.Laravel.LockDatabase,
        },
        new("Laravel:Connection", "name of the queue's connection in the application (config/queue.php)",
            (options, text) => options.Laravel.Connection = text)
        {
            Value = options => options.Laravel.Connection, Default = "redis",
        },
        new("Laravel:CacheDatabase", "Redis database of Laravel's cache",
            (options, text) => options.Laravel.CacheDatabase = SettingText.Number(text, 0, int.MaxValue))
        {
            Value = options => options.Laravel.CacheDatabase, LaravelName = "REDIS_CACHE_DB", Default = "1",
        },
        new("Laravel:CachePrefix", "prefix of Laravel's cache; without it, queue:restart and queue:pause have no effect",
            (options, text) => options.Laravel.CachePrefix = text)
        {
            Value = options => options.Laravel.CachePrefix, LaravelName = "CACHE_PREFIX", MayBeEmpty = true,
        },
    ];

    private static string Key(string text)
    {
        AppKey.Parse(text);
        return text;
    }

    private static IReadOnlyList<string> Classes(string text)
    {
        var classes = SettingText.List(text);
        JobClasses.Parse(classes);
        return classes;
    }
}
