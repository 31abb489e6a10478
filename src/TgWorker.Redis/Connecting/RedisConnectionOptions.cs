namespace TgWorker.Redis.Connecting;

/// <summary>Where Redis is and how to sign in.</summary>
public sealed class RedisConnectionOptions
{
    /// <summary>Host name or address. Default <c>127.0.0.1</c>.</summary>
    public string Host { get; set; } = "127.0.0.1";

    /// <summary>TCP port. Default 6379.</summary>
    public int Port { get; set; } = 6379;

    /// <summary>Path of a Unix socket; when set, <see cref="Host"/> and <see cref="Port"/> are not used.</summary>
    public string? UnixSocket { get; set; }

    /// <summary>
    /// Where Sentinels say which server is the primary: <c>mymaster@host:26379,host2:26379</c>; when set, <see cref="Host"/>
    /// and <see cref="Port"/> are not used. Needs the full package set. Default null.
    /// </summary>
    public string? Sentinel { get; set; }

    /// <summary>Database number. Default 0.</summary>
    public int Database { get; set; }

    /// <summary>ACL user; null is Redis's default user.</summary>
    public string? User { get; set; }

    /// <summary>Password; null is none.</summary>
    public string? Password { get; set; }

    /// <summary>Whether to speak TLS. Default false.</summary>
    public bool Tls { get; set; }

    /// <summary>How long a command may take before it counts as lost. Default 5 s.</summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Reads <c>redis://[user[:password]@]host[:port][/db]</c>, <c>rediss://</c> for TLS, <c>unix://[user[:password]@]/path[?db=n]</c>;
    /// also Laravel's <c>tcp://</c> and <c>tls://</c>.
    /// </summary>
    /// <exception cref="FormatException">The URL cannot be read; the message names the trouble, never the URL.</exception>
    public static RedisConnectionOptions FromUrl(string url) => RedisUrl.Parse(url).ToOptions();

    /// <summary>The address without any secret, such as <c>rediss://example:6380/2</c>.</summary>
    public override string ToString() => UnixSocket is { } socket ? $"unix://{socket}?db={Database}"
        : Sentinel is { } sentinel ? $"sentinel://{sentinel}/{Database}"
        : $"{(Tls ? "rediss" : "redis")}://{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}/{Database}";

    /// <summary>How it signs in and whether it is encrypted, for the log.</summary>
    internal string Access =>
        $"{(Tls ? "TLS" : "no TLS")}, user {User ?? "default"} {(string.IsNullOrEmpty(Password) ? "without" : "with")} password";

    /// <summary>The same server, another database.</summary>
    internal RedisConnectionOptions WithDatabase(int database)
    {
        var other = (RedisConnectionOptions)MemberwiseClone();
        other.Database = database;
        return other;
    }
}
