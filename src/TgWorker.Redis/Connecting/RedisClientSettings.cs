using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;
using TgWorker.Redis.Connecting.Primaries;

namespace TgWorker.Redis.Connecting;

/// <summary>How the client library is set up.</summary>
internal static class RedisClientSettings
{
    // An answer counts as lost before the library gives it up.
    private const int BeyondTimeout = 5000;

    // Without subscriptions there is no second connection for them.
    private static readonly HashSet<string> Unused = ["SUBSCRIBE", "UNSUBSCRIBE", "PSUBSCRIBE", "PUNSUBSCRIBE"];

    // Without CLUSTER the library does not look for the other nodes.
    private static readonly HashSet<string> UnusedOnOneServer = [.. Unused, "CLUSTER"];

    /// <summary>Settings for a connection to one server, or with <paramref name="wholeCluster"/> to all nodes of its cluster.</summary>
    /// <exception cref="FormatException">The password cannot be read.</exception>
    public static ConfigurationOptions Build(RedisConnectionOptions options, Place place, int database, string role, bool wholeCluster)
    {
        var milliseconds = (int)options.CommandTimeout.TotalMilliseconds;
        var settings = new ConfigurationOptions
        {
            AbortOnConnectFail = true,
            // INFO, which tells version and eviction policy, counts among the administrator's commands.
            AllowAdmin = true,
            ConnectRetry = 1,
            ConnectTimeout = 2000,
            KeepAlive = 5,
            ClientName = $"tgworker-{role}",
            DefaultDatabase = database,
            User = options.User,
            Password = options.SignIn.Password,
            Ssl = options.Tls,
            SyncTimeout = milliseconds,
            AsyncTimeout = milliseconds + BeyondTimeout,
            BacklogPolicy = BacklogPolicy.FailFast,
            // RESP3 answers WITHSCORES with pairs, RESP2 with one flat list.
            Protocol = RedisProtocol.Resp2,
            // No tie-breaker, no configuration channel: which server is the primary is not the library's to decide.
            TieBreaker = "",
            ConfigurationChannel = "",
            CommandMap = CommandMap.Create(wholeCluster ? Unused : UnusedOnOneServer, available: false),
        };
        var host = AddEndPoint(settings, options, place);
        if (options.Tls && !IPAddress.TryParse(host, out _))
        {
            settings.SslHost = host;
        }

        return settings;
    }

    /// <returns>The host.</returns>
    private static string AddEndPoint(ConfigurationOptions settings, RedisConnectionOptions options, Place place)
    {
        if (place.Address is { } address)
        {
            settings.EndPoints.Add(address.Host, address.Port);
            return address.Host;
        }

        if (options.UnixSocket is { } path)
        {
            settings.EndPoints.Add(new UnixDomainSocketEndPoint(path));
        }
        else
        {
            settings.EndPoints.Add(options.Host, options.Port);
        }

        return options.Host;
    }
}
