using TgWorker.Hosting.Settings;

namespace TgWorker.Hosting.Sections;

internal static class LaravelSection
{
    public static IReadOnlyList<Setting> Settings { get; } =
    [
        new("Horizon:Prefix", "prefix of Laravel Horizon's keys; without it Horizon is left alone",
            (options, text) => options.Horizon.Prefix = text)
        {
            LaravelName = "HORIZON_PREFIX",
        },
        new("Laravel:AppKey", "key of encrypted jobs", (options, text) => options.Laravel.AppKey = text)
        {
            LaravelName = "APP_KEY", Secrecy = Secrecy.Secret,
        },
        new("Laravel:PreviousKeys", "keys that were in use before", (options, text) => options.Laravel.PreviousKeys = SettingText.List(text))
        {
            LaravelName = "APP_PREVIOUS_KEYS", Secrecy = Secrecy.Secret,
        },
        new("Laravel:Connection", "name of the queue's connection in the application (config/queue.php)",
            (options, text) => options.Laravel.Connection = text)
        {
            Default = "redis",
        },
        new("Laravel:CacheDatabase", "Redis database of Laravel's cache",
            (options, text) => options.Laravel.CacheDatabase = SettingText.Number(text, 0, int.MaxValue))
        {
            LaravelName = "REDIS_CACHE_DB", Default = "1",
        },
        new("Laravel:CachePrefix", "prefix of Laravel's cache; without it queue:restart and queue:pause are not heard",
            (options, text) => options.Laravel.CachePrefix = text)
        {
            LaravelName = "CACHE_PREFIX", MayBeEmpty = true,
        },
    ];
}
