using System.Reflection;
using Microsoft.Extensions.Logging;
using TgWorker.Core.Queues;

namespace TgWorker.Redis.Connecting;

/// <summary>Makes sure at start-up that the server can do what the worker needs.</summary>
internal static partial class RedisServerCheck
{
    // The assembly's own version stays at that of the first of its kind.
    private static readonly string ClientVersion = typeof(StackExchange.Redis.ConnectionMultiplexer).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    // BLMOVE came with 6.2.
    private static readonly Version Oldest = new(6, 2);

    /// <exception cref="QueueUnsupportedException">The server is too old, or a cluster that needs another queue name.</exception>
    public static async Task RunAsync(
        RedisConnection connection, RedisConnectionOptions connectionOptions, string queue, string key, ILogger logger)
    {
        var info = await ReadInfoAsync(connection).ConfigureAwait(false);
        if (TooOld(info, connection.Address) is { } old)
        {
            throw new QueueUnsupportedException(old);
        }

        var isCluster = info.GetValueOrDefault("cluster_enabled") == "1";
        if (isCluster && !HasHashTag(key))
        {
            throw new QueueUnsupportedException(
                $"Redis at {connection.Address} is a cluster, on which a queue's name must stand in braces, such as "
                    + $"{{telegram_updates}}: name it so here and in the proxy.");
        }

        var server = info.TryGetValue("valkey_version", out var valkey) ? "Valkey " + valkey
            : info.TryGetValue("garnet_version", out var garnet) ? "Garnet " + garnet
            : "Redis " + info.GetValueOrDefault("redis_version", "of unknown version");
        var shape = isCluster ? "cluster" : connectionOptions.Sentinel is null ? "one server" : "primary behind Sentinel";
        Connected(logger, queue, server, connection.Address, shape, connectionOptions.Access, ClientVersion);
        if (info.ContainsKey("garnet_version"))
        {
            // It does not tell whether it was.
            OnGarnet(logger);
        }

        if (info.TryGetValue("maxmemory_policy", out var policy) && policy != "noeviction"
            && info.TryGetValue("maxmemory", out var limit) && limit != "0")
        {
            MayEvict(logger, policy);
        }
    }

    /// <summary>Whether the key has a part in braces, which alone decides its slot in a cluster.</summary>
    public static bool HasHashTag(string key)
    {
        var open = key.IndexOf('{', StringComparison.Ordinal);
        return open >= 0 && key.IndexOf('}', open) > open + 1;
    }

    /// <summary>Says that the server is too old; null when it is not.</summary>
    public static string? TooOld(IReadOnlyDictionary<string, string> info, string address) =>
        info.TryGetValue("redis_version", out var text) && Version.TryParse(text, out var version) && version < Oldest
            ? $"Redis at {address} is version {text}: tgworker needs Redis 6.2 or newer, or Valkey."
            : null;

    /// <summary>What INFO says; empty where the user may not ask.</summary>
    public static async Task<Dictionary<string, string>> ReadInfoAsync(RedisConnection connection)
    {
        try
        {
            var text = (string?)await connection.ExecuteAsync("INFO").ConfigureAwait(false) ?? "";
            return ServerInfo.Parse(text);
        }
        catch (QueueUnavailableException exception) when (
            !exception.MayHaveHappened && exception.InnerException?.Message.StartsWith("NOPERM", StringComparison.Ordinal) == true)
        {
            // A user who may not ask for INFO: the first script will tell soon enough.
            return [];
        }
    }

    [LoggerMessage(221, LogLevel.Information,
        "Queue {Queue} is on {Server} at {Address} ({Shape}; {Access}; StackExchange.Redis {Client})")]
    private static partial void Connected(
        ILogger logger, string queue, string server, string address, string shape, string access, string client);

    [LoggerMessage(222, LogLevel.Warning,
        "Garnet runs scripts as single steps only if it was started with --lua-transaction-mode; "
            + "without it, updates can be handled twice or out of order")]
    private static partial void OnGarnet(ILogger logger);

    [LoggerMessage(220, LogLevel.Warning,
        "Redis may evict keys (maxmemory-policy {Policy}): updates can be lost when memory runs short; set it to noeviction")]
    private static partial void MayEvict(ILogger logger, string policy);
}
