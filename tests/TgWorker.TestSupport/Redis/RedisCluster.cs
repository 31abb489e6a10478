using TgWorker.TestSupport.Waiting;
using Xunit.Sdk;

namespace TgWorker.TestSupport.Redis;

/// <summary>A real Redis Cluster of three primaries on the loopback interface, with the slots divided among them.</summary>
public sealed class RedisCluster : IAsyncDisposable
{
    private const int Slots = 16384;
    private const int Count = 3;

    private readonly List<RedisServer> _servers = [];

    private RedisCluster()
    {
    }

    public IReadOnlyList<RedisServer> Servers => _servers;

    /// <summary>One of the nodes, for tgworker's <c>--redis</c>.</summary>
    public string Url => _servers[0].Url;

    /// <summary>All of them, for <c>ConnectionMultiplexer.Connect</c>.</summary>
    public string Configuration => string.Join(',', _servers.Select(server => $"{server.Host}:{server.Port}")) + ",abortConnect=false";

    /// <summary>Starts the nodes and waits until each finds the cluster whole.</summary>
    public static async Task<RedisCluster> StartAsync()
    {
        var cluster = new RedisCluster();
        try
        {
            for (var node = 0; node < Count; node++)
            {
                cluster._servers.Add(await RedisServer.StartAsync(new RedisServerOptions
                {
                    AppendOnly = true,
                    Arguments = ["--cluster-enabled", "yes", "--cluster-config-file", "nodes.conf", "--cluster-node-timeout", "5000"],
                }));
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

            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }
    }

    private static async Task<string> AskAsync(RedisServer server, string command, params object[] arguments)
    {
        var answer = await RawRedis.SendAsync(server.Host, server.Port, command, arguments);
        return answer.StartsWith('-') ? throw new XunitException($"{command} {arguments[0]}: {answer}") : answer;
    }
}
