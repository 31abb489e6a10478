using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using TgWorker.Redis.Connecting.Sentinels;
using TgWorker.Redis.Connecting.Wire;

namespace TgWorker.Redis.Connecting;

/// <summary>
/// Asks a server, past the client library, why it cannot be used: where the library cannot connect it does not say whether
/// nobody listens, TLS is missing or the password is wrong.
/// </summary>
internal static class RedisProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Connects, signs in and pings; behind Sentinels, it asks those first.</summary>
    /// <returns>What was in the way; null when nothing was.</returns>
    public static async Task<RedisProblem?> WhyNotAsync(RedisConnectionOptions options, CancellationToken cancellationToken)
    {
        options.Validate();
        if (options.SentinelSettings is { } sentinels)
        {
            var (primary, problem) = await SentinelProbe.FindAsync(sentinels, cancellationToken).ConfigureAwait(false);
            if (primary is null)
            {
                return problem;
            }

            var atPrimary = await WhyNotAsync(options, new DnsEndPoint(primary.Host, primary.Port), primary.Host, cancellationToken)
                .ConfigureAwait(false);
            return atPrimary is null ? null
                : atPrimary with { Text = $"the Sentinels name {primary} as the primary, and {atPrimary.Text}" };
        }

        EndPoint endPoint = options.UnixSocket is { } path ? new UnixDomainSocketEndPoint(path)
            : new DnsEndPoint(options.Host, options.Port);
        return await WhyNotAsync(options, endPoint, options.Host, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<RedisProblem?> WhyNotAsync(
        RedisConnectionOptions options, EndPoint endPoint, string host, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            var connection = await options.SignIn.OpenAsync(endPoint, host, limit.Token).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                return await PingAsync(connection, limit.Token).ConfigureAwait(false)
                    ?? await SelectAsync(connection, options.Database, limit.Token).ConfigureAwait(false)
                    ?? (options.Sentinel is null ? null : await RoleAsync(connection, limit.Token).ConfigureAwait(false));
            }
        }
        catch (Exception exception) when (For(exception, options.Tls) is { } problem && !cancellationToken.IsCancellationRequested)
        {
            return problem;
        }
    }

    private static RedisProblem? For(Exception exception, bool tls) => exception switch
    {
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } =>
            new RedisProblem("the host name is not known", "correct the host in --redis or REDIS_HOST"),
        SocketException => new RedisProblem(
            $"no connection: {exception.Message}", "start Redis, or correct host and port in --redis or REDIS_URL"),
        SignInRefusedException =>
            new RedisProblem("it refused the user or password",
                "correct REDIS_PASSWORD (REDIS_USERNAME), or the part before the @ in --redis"),
        AuthenticationException => new RedisProblem(
            $"its TLS certificate is not trusted: {exception.InnerException?.Message ?? exception.Message}",
            "add the authority to the system's trusted certificates (SSL_CERT_FILE names a file of them), or use the name that the "
                + "certificate is for"),
        IOException when tls => new RedisProblem("it does not speak TLS", "use redis:// instead of rediss://"),
        IOException => new RedisProblem("it closed the connection", "if it speaks TLS, use rediss://; else look at its log"),
        InvalidDataException => NotRedis,
        OperationCanceledException => new RedisProblem(
            string.Create(CultureInfo.InvariantCulture, $"no answer within {Patience.TotalSeconds:0} s"),
            "see whether it runs and whether a firewall is in the way"
                + (tls ? "; if it does not speak TLS, use redis:// instead of rediss://" : "")),
        _ => null,
    };

    private static RedisProblem NotRedis =>
        new("what listens there does not answer as Redis does", "correct host and port in --redis or REDIS_URL");

    private static async Task<RedisProblem?> PingAsync(RespConnection connection, CancellationToken cancellationToken)
    {
        var pong = await connection.AskAsync(["PING"], cancellationToken).ConfigureAwait(false);
        return (pong.IsError, pong.Text!) switch
        {
            (false, _) => null,
            (_, var error) when error.StartsWith("NOPERM", StringComparison.Ordinal) => null,
            (_, var error) when error.StartsWith("NOAUTH", StringComparison.Ordinal) =>
                new RedisProblem("it wants a password, and none is given",
                    "set REDIS_PASSWORD, or name a file that holds it: --redis-password-file"),
            (_, var error) when error.StartsWith("DENIED", StringComparison.Ordinal) =>
                new RedisProblem("it is in protected mode and takes only local connections",
                    "give it a password, or bind it to a private address with protected-mode off"),
            (_, var error) when error.StartsWith("LOADING", StringComparison.Ordinal) =>
                new RedisProblem("it is still loading its data", "wait"),
            // Its disk is full, its replicas are gone: it answers, and the first write will tell.
            (_, var error) when error.StartsWith("MISCONF", StringComparison.Ordinal)
                || error.StartsWith("MASTERDOWN", StringComparison.Ordinal) => null,
            _ => NotRedis,
        };
    }

    private static async Task<RedisProblem?> SelectAsync(RespConnection connection, int database, CancellationToken cancellationToken)
    {
        var selected = await connection.AskAsync(["SELECT", database.ToString(CultureInfo.InvariantCulture)], cancellationToken)
            .ConfigureAwait(false);
        return selected.IsError && RedisErrorText.NoDatabase(selected.Text!)
            ? new RedisProblem(
                string.Create(CultureInfo.InvariantCulture, $"it has no database {database}"),
                "correct REDIS_DB or the end of --redis, as in redis://host:6379/0; its own setting `databases` says how many "
                    + "there are (16)")
            : selected.IsError && selected.Text!.Contains("cluster mode", StringComparison.OrdinalIgnoreCase)
                ? new RedisProblem(string.Create(CultureInfo.InvariantCulture, $"a cluster has no database {database}"),
                    "use database 0 (REDIS_DB, or the end of --redis)")
                : null;
    }

    private static async Task<RedisProblem?> RoleAsync(RespConnection connection, CancellationToken cancellationToken)
    {
        var info = ServerInfo.Parse(
            (await connection.AskAsync(["INFO", "replication"], cancellationToken).ConfigureAwait(false)).Text ?? "");
        return info.TryGetValue("role", out var role) && role != "master"
            ? new RedisProblem("it says that it is a replica",
                "wait: either the Sentinels or the server will learn better; if they do not, look at their logs")
            : null;
    }
}
