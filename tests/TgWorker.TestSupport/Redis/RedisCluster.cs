using System.Net.Sockets;
using System.Text;
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
                await AskAsync(cluster._servers[node], $"CLUSTER ADDSLOTS {string.Join(' ', slots)}");
            }

            foreach (var other in cluster._servers.Skip(1))
            {
                await AskAsync(cluster._servers[0], $"CLUSTER MEET 127.0.0.1 {other.Port}");
            }

            foreach (var server in cluster._servers)
            {
                await Eventually.TrueAsync(async () => (await AskAsync(server, "CLUSTER INFO")).Contains("cluster_state:ok", StringComparison.Ordinal));
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

    // Without a client library, which would go to other nodes of its own accord.
    private static async Task<string> AskAsync(RedisServer server, string command)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port);
        var words = command.Split(' ');
        var request = $"*{words.Length}\r\n" + string.Concat(words.Select(word => $"${word.Length}\r\n{word}\r\n")) + "*1\r\n$4\r\nQUIT\r\n";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(client.GetStream());
        var answer = await reader.ReadToEndAsync();
        return answer.StartsWith('-') ? throw new XunitException($"{words[0]} {words[1]}: {answer}") : answer;
    }
}
