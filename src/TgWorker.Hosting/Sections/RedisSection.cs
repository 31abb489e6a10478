using TgWorker.Hosting.Settings;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Connecting.Sentinels;

namespace TgWorker.Hosting.Sections;

internal static class RedisSection
{
    /// <summary>The URL stands last: within one source it wins over the single parts, as in Laravel.</summary>
    public static IReadOnlyList<Setting> Settings { get; } =
    [
        new("Redis:Host", "Redis's host name, address or Unix socket", (options, text) => SetHost(options.Redis, text))
        {
            Value = options => options.Redis.UnixSocket ?? options.Redis.Host, LaravelName = "REDIS_HOST", Default = "127.0.0.1",
        },
        new("Redis:Port", "Redis's TCP port", (options, text) => options.Redis.Port = SettingText.Number(text, 1, 65_535))
        {
            Value = options => options.Redis.Port, LaravelName = "REDIS_PORT", Default = "6379",
        },
        new("Redis:UnixSocket", "path of Redis's Unix socket", (options, text) => options.Redis.UnixSocket = RedisUrl.Socket(text))
        {
            Value = options => options.Redis.UnixSocket,
        },
        new("Redis:Sentinel", "Sentinels that know Redis's primary, as mymaster@host:26379,host2:26379",
            (options, text) => options.Redis.Sentinel = SentinelAddress.Parse(text).ToString())
        {
            Value = options => options.Redis.Sentinel, Flag = "--sentinel", ValueName = "S",
        },
        new("Redis:SentinelUser", "ACL user of the Sentinels", (options, text) => options.Redis.SentinelUser = text)
        {
            Value = options => options.Redis.SentinelUser,
        },
        new("Redis:SentinelPassword", "password of the Sentinels", (options, text) =>
            (options.Redis.SentinelPassword, options.Redis.SentinelPasswordFile) = (text, null))
        {
            Value = options => options.Redis.SentinelPassword, Secrecy = Secrecy.Secret,
        },
        new("Redis:SentinelPasswordFile", "file whose first line is the Sentinels' password",
            (options, text) => options.Redis.SentinelPasswordFile = Readable(text))
        {
            Value = options => options.Redis.SentinelPasswordFile,
        },
        new("Redis:Database", "Redis's database number", (options, text) =>
            options.Redis.Database = SettingText.Number(text, 0, int.MaxValue))
        {
            Value = options => options.Redis.Database, LaravelName = "REDIS_DB", Default = "0",
        },
        new("Redis:User", "ACL user", (options, text) => options.Redis.User = text)
        {
            Value = options => options.Redis.User, LaravelName = "REDIS_USERNAME",
        },
        new("Redis:Password", "password", (options, text) => (options.Redis.Password, options.Redis.PasswordFile) = (text, null))
        {
            Value = options => options.Redis.Password, LaravelName = "REDIS_PASSWORD", Secrecy = Secrecy.Secret,
        },
        new("Redis:PasswordFile", "file whose first line is Redis's password", (options, text) =>
            options.Redis.PasswordFile = Readable(text))
        {
            Value = options => options.Redis.PasswordFile, Flag = "--redis-password-file", ValueName = "FILE",
        },
        new("Redis:Tls", "use TLS", (options, text) => options.Redis.Tls = SettingText.Bool(text))
        {
            Value = options => options.Redis.Tls, Default = "false",
        },
        new("Redis:CommandTimeout", "time limit of a command, in seconds", (options, text) =>
            options.Redis.CommandTimeout = SettingText.Seconds(text, 0.05, 3600))
        {
            Value = options => options.Redis.CommandTimeout, Default = "5",
        },
        new("Redis:Prefix", "prefix of Laravel's keys", (options, text) => options.Prefix = text)
        {
            Value = options => options.Prefix, Flag = "--prefix", ValueName = "P", LaravelName = "REDIS_PREFIX", MayBeEmpty = true,
            Default = "APP_NAME-database-, else laravel-database-",
        },
        new("Redis:Url", "Redis, as redis://user:password@host:port/db, rediss:// or unix://", (options, text) =>
            SetServer(options.Redis, text))
        {
            Flag = "--redis", ValueName = "URL", LaravelName = "REDIS_URL", Secrecy = Secrecy.Url, Default = "redis://127.0.0.1:6379/0",
        },
    ];

    // Better now than at the first connection.
    private static string Readable(string path)
    {
        _ = SecretFile.Read(path);
        return path;
    }

    // Laravel takes a socket's path and a scheme in REDIS_HOST.
    private static void SetHost(RedisConnectionOptions redis, string text)
    {
        if (text.StartsWith('/'))
        {
            redis.UnixSocket = RedisUrl.Socket(text);
            return;
        }

        if (text.Contains("://", StringComparison.Ordinal))
        {
            SetUrl(redis, text);
            return;
        }

        (redis.Host, redis.UnixSocket) = (text, null);
    }

    // A server that is named more strongly than Sentinels are is asked itself.
    private static void SetServer(RedisConnectionOptions redis, string text)
    {
        SetUrl(redis, text);
        redis.Sentinel = null;
    }

    private static void SetUrl(RedisConnectionOptions redis, string text)
    {
        RedisUrl url;
        try
        {
            url = RedisUrl.Parse(text);
        }
        catch (FormatException e)
        {
            throw new FormatException($"is not a Redis URL: {e.Message}", e);
        }

        redis.UnixSocket = url.UnixSocket;
        redis.Tls = url.Tls;
        if (url.Host is not null)
        {
            // Another host's port is not this one's.
            (redis.Host, redis.Port) = (url.Host, 6379);
        }

        redis.Port = url.Port ?? redis.Port;
        redis.Database = url.Database ?? redis.Database;
        redis.User = url.User ?? redis.User;
        if (url.Password is not null)
        {
            (redis.Password, redis.PasswordFile) = (url.Password, null);
        }
    }
}
