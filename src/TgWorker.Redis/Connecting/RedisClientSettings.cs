using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace TgWorker.Redis.Connecting;

/// <summary>
/// The only place where the two supported generations of StackExchange.Redis differ: 1.2.6 where the package feed has
/// no newer one, 3.x elsewhere.
/// </summary>
internal static class RedisClientSettings
{
    public static async Task<ConnectionMultiplexer> ConnectAsync(RedisConnectionOptions options, string role)
    {
        var settings = Build(options, role);
        var multiplexer = await ConnectionMultiplexer.ConnectAsync(settings).ConfigureAwait(false);
        return multiplexer;
    }

    private static ConfigurationOptions Build(RedisConnectionOptions options, string role)
    {
        var settings = new ConfigurationOptions
        {
            AbortOnConnectFail = false,
            // 3.x counts INFO, which tells version and eviction policy, among the administrator's commands.
            AllowAdmin = true,
            ConnectRetry = 1,
            ConnectTimeout = 2000,
            KeepAlive = 5,
            ClientName = $"tgworker-{role}",
            DefaultDatabase = options.Database,
            Password = options.Password,
            Ssl = options.Tls,
            SyncTimeout = (int)options.CommandTimeout.TotalMilliseconds,
            ReconnectRetryPolicy = new LinearRetry(500),
            // No tie-breaker, no configuration channel: the worker talks to the one server it was given.
            TieBreaker = "",
        };
        if (options.Sentinel is { } sentinel)
        {
            UseSentinel(settings, sentinel);
        }
        else if (options.UnixSocket is { } path)
        {
            settings.EndPoints.Add(new UnixDomainSocketEndPoint(path));
        }
        else
        {
            settings.EndPoints.Add(options.Host, options.Port);
        }

        if (options.Tls && !IPAddress.TryParse(options.Host, out _))
        {
            settings.SslHost = options.Host;
        }

        settings.User = options.User;
        settings.AsyncTimeout = (int)options.CommandTimeout.TotalMilliseconds + 5000;
        settings.BacklogPolicy = BacklogPolicy.FailFast;
        // RESP3 answers WITHSCORES with pairs; the older generation, which speaks RESP2 only, with one flat list.
        settings.Protocol = RedisProtocol.Resp2;
        return settings;
    }

    // mymaster@host:26379,host2:26379
    private static void UseSentinel(ConfigurationOptions settings, string sentinel)
    {
        var at = sentinel.IndexOf('@', StringComparison.Ordinal);
        settings.ServiceName = sentinel[..at];
        foreach (var host in sentinel[(at + 1)..].Split(','))
        {
            settings.EndPoints.Add(host.Contains(':', StringComparison.Ordinal) ? host : host + ":26379");
        }
    }
}
