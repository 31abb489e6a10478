using TgWorker.Redis.Connecting.Sentinels;
using TgWorker.Redis.Connecting.Wire;

namespace TgWorker.Redis.Connecting;

/// <summary>Where Redis is and how to sign in.</summary>
public sealed class RedisConnectionOptions
{
    private static readonly TimeSpan ShortestCommandTimeout = TimeSpan.FromMilliseconds(50);

    /// <summary>Host name or address. Default <c>127.0.0.1</c>.</summary>
    public string Host { get; set; } = "127.0.0.1";

    /// <summary>TCP port. Default 6379.</summary>
    public int Port { get; set; } = 6379;

    /// <summary>Path of a Unix socket; when set, <see cref="Host"/> and <see cref="Port"/> are not used.</summary>
    public string? UnixSocket { get; set; }

    /// <summary>
    /// Where Sentinels say which server is the primary: <c>mymaster@host:26379,host2:26379</c>; when set, <see cref="Host"/>,
    /// <see cref="Port"/> and <see cref="UnixSocket"/> are not used. Default null.
    /// </summary>
    public string? Sentinel { get; set; }

    /// <summary>ACL user of the Sentinels; null is their default user.</summary>
    public string? SentinelUser { get; set; }

    /// <summary>Password of the Sentinels, which need not be that of the servers; null is none.</summary>
    public string? SentinelPassword { get; set; }

    /// <summary>
    /// A file whose first line is the Sentinels' password; when set, <see cref="SentinelPassword"/> is not used.
    /// </summary>
    public string? SentinelPasswordFile { get; set; }

    /// <summary>Database number. Default 0.</summary>
    public int Database { get; set; }

    /// <summary>ACL user; null is Redis's default user.</summary>
    public string? User { get; set; }

    /// <summary>Password; null is none.</summary>
    public string? Password { get; set; }

    /// <summary>
    /// A file whose first line is the password, read whenever a connection is made; when set, <see cref="Password"/> is not used.
    /// </summary>
    public string? PasswordFile { get; set; }

    /// <summary>Whether to speak TLS, to the Sentinels as well. Default false.</summary>
    public bool Tls { get; set; }

    /// <summary>
    /// How long a command may take before it counts as lost; from 50 ms to <see cref="LongestCommandTimeout"/>. Default 5 s.
    /// </summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The greatest <see cref="CommandTimeout"/>: an hour.</summary>
    public static TimeSpan LongestCommandTimeout { get; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Reads <c>redis://[user[:password]@]host[:port][/db]</c>, <c>rediss://</c> for TLS, <c>unix://[user[:password]@]/path[?db=n]</c>;
    /// also Laravel's <c>tcp://</c> and <c>tls://</c>.
    /// </summary>
    /// <exception cref="FormatException">The URL cannot be read; the message names the trouble, never the URL.</exception>
    public static RedisConnectionOptions FromUrl(string url) => RedisUrl.Parse(url).ToOptions();

    /// <summary>The address without any secret, such as <c>rediss://example:6380/2</c>.</summary>
    public override string ToString() => Sentinel is { } sentinel ? $"{(Tls ? "sentinels" : "sentinel")}://{sentinel}/{Database}"
        : UnixSocket is { } socket ? $"unix://{socket}?db={Database}"
        : $"{(Tls ? "rediss" : "redis")}://{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}/{Database}";

    /// <summary>How it signs in and whether it is encrypted, for the log.</summary>
    internal string Access =>
        $"{(Tls ? "TLS" : "no TLS")}, user {User ?? "default"} "
            + $"{(string.IsNullOrEmpty(Password) && PasswordFile is null ? "without" : "with")} password";

    /// <summary>How to sign in to a server.</summary>
    /// <exception cref="FormatException">There is no password in <see cref="PasswordFile"/>.</exception>
    internal SignIn SignIn => new(User, PasswordFile is null ? Password : SecretFile.Read(PasswordFile), Tls);

    /// <summary>Which Sentinels to ask; null where there are none.</summary>
    /// <exception cref="FormatException"><see cref="Sentinel"/> or a file of a password cannot be read.</exception>
    internal SentinelSettings? SentinelSettings => Sentinel is null
        ? null
        : new SentinelSettings(SentinelAddress.Parse(Sentinel),
            new SignIn(SentinelUser, SentinelPasswordFile is null ? SentinelPassword : SecretFile.Read(SentinelPasswordFile), Tls), SignIn);

    /// <summary>Makes sure that the values are possible.</summary>
    /// <exception cref="ArgumentException">They are not; the message names all that are not.</exception>
    internal void Validate()
    {
        List<string> problems = [];
        Check(Database >= 0, $"{nameof(Database)} is {Database}: give a number from 0");
        Check(Port is > 0 and < 65536 || Sentinel is not null || UnixSocket is not null,
            $"{nameof(Port)} is {Port}: give a number from 1 to 65535");
        Check(
            CommandTimeout >= ShortestCommandTimeout && CommandTimeout <= LongestCommandTimeout,
            $"{nameof(CommandTimeout)} is {CommandTimeout}: give a time from {ShortestCommandTimeout} to {LongestCommandTimeout}");
        CheckText(nameof(PasswordFile), () => _ = SignIn);
        CheckText(nameof(SentinelPasswordFile), () => _ = SentinelPasswordFile is null ? "" : SecretFile.Read(SentinelPasswordFile));
        CheckText(nameof(Sentinel), () => _ = Sentinel is null ? null : SentinelAddress.Parse(Sentinel));
        if (problems.Count > 0)
        {
            throw new ArgumentException("The connection to Redis cannot be: " + string.Join("; ", problems));
        }

        void Check(bool isGood, string problem)
        {
            if (!isGood)
            {
                problems.Add(problem);
            }
        }

        void CheckText(string name, Action read)
        {
            try
            {
                read();
            }
            catch (FormatException exception)
            {
                problems.Add($"{name} {exception.Message}");
            }
        }
    }

    /// <summary>The same server, another database.</summary>
    internal RedisConnectionOptions WithDatabase(int database)
    {
        var other = (RedisConnectionOptions)MemberwiseClone();
        other.Database = database;
        return other;
    }
}
