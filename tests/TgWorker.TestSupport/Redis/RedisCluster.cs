using System.Globalization;
using TgWorker.TestSupport.Waiting;
using Xunit.Sdk;

namespace TgWorker.TestSupport.Redis;

/// <summary>A real Redis Cluster of three primaries on the loopback interface, with the slots divided among them.</summary>
public sealed class RedisCluster : IAsyncDisposable
{
    private const int Slots = 16384;
    private const int Count = 3;

    private readonly List<RedisServer> _servers = [];
    private RedisServer? _replicated;
    private RedisServer? _replica;

    private RedisCluster()
    {
    }

    public IReadOnlyList<RedisServer> Servers => _servers;

    /// <summary>One of the nodes, for tgworker's <c>--redis</c>.</summary>
    public string Url => _servers[0].Url;

    /// <summary>All of them, for <c>ConnectionMultiplexer.Connect</c>.</summary>
    public string Configuration => string.Join(',', _servers.Select(server => $"{server.Host}:{server.Port}")) + ",abortConnect=false";

    /// <summary>Starts the nodes and waits until each finds the cluster whole.</summary>
    /// <param name="replicated">A key whose primary gets a replica, which takes over from it when it is silent for five seconds.</param>
    public static async Task<RedisCluster> StartAsync(string? replicated = null)
    {
        var cluster = new RedisCluster();
        try
        {
            for (var node = 0; node < Count; node++)
            {
                cluster._servers.Add(await StartNodeAsync());
                var slots = Enumerable.Range(0, Slots).Where(slot => slot * Count / Slots == node);
                await AskAsync(cluster._servers[node], "CLUSTER", ["ADDSLOTS", .. slots.Select(slot => (object)slot)]);
            }

            foreach (var other in cluster._servers.Skip(1))
            {
                await AskAsync(cluster._servers[0], "CLUSTER", "MEET", other.Host, other.Port);
            }

            foreach (var server in cluster._servers)
            {
                await Eventually.TrueAsync(
                    async () => (await AskAsync(server, "CLUSTER", "INFO")).Contains("cluster_state:ok", StringComparison.Ordinal));
            }

            await (replicated is null ? Task.CompletedTask : cluster.ReplicateAsync(replicated));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>The primary that has a replica.</summary>
    public RedisServer Replicated => _replicated ?? throw new InvalidOperationException("No primary has a replica.");

    /// <summary>A node that is neither that primary nor its replica, for tgworker's <c>--redis</c>.</summary>
    public RedisServer Another => _servers.First(server => server != _replicated && server != _replica);

    /// <summary>Waits until the replica has what was written so far.</summary>
    public Task ReplicatedAsync() => Eventually.EqualAsync("1", () => AskAsync(Replicated, "WAIT", 1, 1000));

    /// <summary>Asks for a planned fail-over; does not wait for it.</summary>
    public Task FailOverAsync() => AskAsync(_replica!, "CLUSTER", "FAILOVER");

    /// <summary>Waits until the replica has taken over.</summary>
    public Task TakenOverAsync() => Eventually.TrueAsync(
        async () => (await AskAsync(_replica!, "INFO", "replication")).Contains("role:master", StringComparison.Ordinal)
            && (await AskAsync(Another, "CLUSTER", "INFO")).Contains("cluster_state:ok", StringComparison.Ordinal),
        TimeSpan.FromMinutes(1), "the replica has the slots");

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }
    }

    private static Task<RedisServer> StartNodeAsync() => RedisServer.StartAsync(new RedisServerOptions
    {
        AppendOnly = true,
        Arguments =
        [
            "--cluster-enabled", "yes", "--cluster-config-file", "nodes.conf", "--cluster-node-timeout", "5000",
            "--repl-diskless-sync-delay", "0",
        ],
    });

    private async Task ReplicateAsync(string key)
    {
        var slot = int.Parse(await AskAsync(_servers[0], "CLUSTER", "KEYSLOT", key), CultureInfo.InvariantCulture);
        _replicated = _servers[slot * Count / Slots];
        _replica = await StartNodeAsync();
        _servers.Add(_replica);
        var id = await AskAsync(_replicated, "CLUSTER", "MYID");
        await AskAsync(_replica, "CLUSTER", "MEET", _replicated.Host, _replicated.Port);
        await Eventually.TrueAsync(async () =>
            !(await RawRedis.SendAsync(_replica.Host, _replica.Port, "CLUSTER", "REPLICATE", id)).StartsWith('-'),
            what: "it knows its primary");
        foreach (var server in _servers)
        {
            await Eventually.TrueAsync(
                async () => (await AskAsync(server, "CLUSTER", "NODES")).Contains($"slave {id}", StringComparison.Ordinal),
                what: "a node knows the replica");
        }

        await Eventually.TrueAsync(
            async () => (await AskAsync(_replica, "INFO", "replication")).Contains("master_link_status:up", StringComparison.Ordinal));
    }

    private static async Task<string> AskAsync(RedisServer server, string command, params object[] arguments)
    {
        var answer = await RawRedis.SendAsync(server.Host, server.Port, command, arguments);
        return answer.StartsWith('-') ? throw new XunitException($"{command} {arguments[0]}: {answer}") : answer;
    }
}
