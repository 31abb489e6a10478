using System.Globalization;
using System.Net.Sockets;
using TgWorker.TestSupport.Waiting;
using Xunit.Sdk;

namespace TgWorker.TestSupport.Redis;

/// <summary>Real Sentinels that watch a real primary and its replicas, all on the loopback interface.</summary>
public sealed class SentinelSetup : IAsyncDisposable
{
    /// <summary>What the Sentinels call the primary.</summary>
    public const string Master = "mymaster";

    private readonly List<RedisServer> _servers = [];
    private readonly List<RedisServer> _sentinels = [];
    private readonly SentinelSetupOptions _options;

    private SentinelSetup(SentinelSetupOptions options) => _options = options;

    /// <summary>The servers; the first one is the primary to begin with.</summary>
    public IReadOnlyList<RedisServer> Servers => _servers;

    /// <summary>The Sentinels.</summary>
    public IReadOnlyList<RedisServer> Sentinels => _sentinels;

    /// <summary>For tgworker's <c>Redis:Sentinel</c>.</summary>
    public string Address => $"{Master}@{string.Join(',', _sentinels.Select(sentinel => $"{sentinel.Host}:{sentinel.Port}"))}";

    /// <summary>Starts everything and waits until each Sentinel knows all others and all replicas.</summary>
    public static async Task<SentinelSetup> StartAsync(SentinelSetupOptions? options = null)
    {
        var setup = new SentinelSetup(options ?? new SentinelSetupOptions());
        try
        {
            await setup.StartServersAsync();
            await setup.StartSentinelsAsync();
            return setup;
        }
        catch
        {
            await setup.DisposeAsync();
            throw;
        }
    }

    /// <summary>The server that a majority of the Sentinels that run names as the primary.</summary>
    public async Task<RedisServer> PrimaryAsync()
    {
        while (true)
        {
            var named = (await Task.WhenAll(_sentinels.Select(NamedAsync))).GroupBy(port => port).MaxBy(ports => ports.Count())!;
            if (named.Key is { } port && named.Count() > _sentinels.Count / 2)
            {
                return _servers.Single(server => server.Port == port);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    /// <summary>Waits until the Sentinels name another primary than this one.</summary>
    public async Task<RedisServer> NextPrimaryAsync(RedisServer old)
    {
        RedisServer? primary = null;
        await Eventually.TrueAsync(
            async () => (primary = await PrimaryAsync()) != old, TimeSpan.FromMinutes(1), "the Sentinels name another primary");
        return primary!;
    }

    /// <summary>Asks for a planned fail-over; does not wait for it.</summary>
    public Task FailOverAsync() => Eventually.EqualAsync("OK", () => AskAsync(_sentinels[0], "SENTINEL", "FAILOVER", Master));

    /// <summary>Waits until every Sentinel has seen all servers as they should be: one primary, the others its replicas.</summary>
    public async Task SettledAsync()
    {
        foreach (var sentinel in _sentinels)
        {
            await Eventually.EqualAsync(
                (_servers.Count - 1, _sentinels.Count - 1, false),
                async () =>
                {
                    var master = await FieldsAsync(sentinel, "MASTER", Master);
                    return (await GoodReplicasAsync(sentinel), int.Parse(master["num-other-sentinels"], CultureInfo.InvariantCulture),
                        master["flags"] != "master");
                },
                TimeSpan.FromMinutes(1),
                "replicas and Sentinels that a Sentinel knows");
        }
    }

    /// <summary>Sends a Sentinel or a server a command.</summary>
    public static Task<string> AskAsync(RedisServer server, string command, params object[] arguments)
        => RawRedis.SignInAndSendAsync(server.Host, server.Port, server.Options.Password, command, arguments);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var server in _sentinels.Concat(_servers))
        {
            await server.DisposeAsync();
        }
    }

    private async Task StartServersAsync()
    {
        // Made replicas by a command, as Sentinels do it: as an argument it would come again after every restart.
        for (var i = 0; i <= _options.Replicas; i++)
        {
            List<string> arguments = ["--repl-diskless-sync-delay", "0", .. _options.Arguments];
            if (_options.Password is { } password)
            {
                arguments.AddRange(["--masterauth", password]);
            }

            _servers.Add(await RedisServer.StartAsync(
                new RedisServerOptions { AppendOnly = true, Password = _options.Password, Arguments = arguments }));
        }

        foreach (var replica in _servers.Skip(1))
        {
            await AskAsync(replica, "REPLICAOF", _servers[0].Host, _servers[0].Port);
            await Eventually.TrueAsync(
                async () => (await AskAsync(replica, "INFO", "replication")).Contains("master_link_status:up", StringComparison.Ordinal));
        }
    }

    private async Task StartSentinelsAsync()
    {
        List<string> lines =
        [
            $"sentinel monitor {Master} {_servers[0].Host} {_servers[0].Port} {(_options.Sentinels / 2) + 1}",
            $"sentinel down-after-milliseconds {Master} {_options.DownAfter.TotalMilliseconds:0}",
            $"sentinel failover-timeout {Master} {_options.FailoverTimeout.TotalMilliseconds:0}",
            $"sentinel parallel-syncs {Master} {_options.Replicas}",
        ];
        if (_options.Password is { } password)
        {
            lines.Add($"sentinel auth-pass {Master} {password}");
        }

        for (var i = 0; i < _options.Sentinels; i++)
        {
            _sentinels.Add(await RedisServer.StartAsync(new RedisServerOptions { Sentinel = lines, Password = _options.SentinelPassword }));
        }

        await SettledAsync();
    }

    private static async Task<int?> NamedAsync(RedisServer sentinel)
    {
        try
        {
            var answer = await AskAsync(sentinel, "SENTINEL", "GET-MASTER-ADDR-BY-NAME", Master);
            return int.Parse(answer.Split('\n')[1], CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            return null;
        }
    }

    private static async Task<int> GoodReplicasAsync(RedisServer sentinel)
    {
        var lines = (await AskAsync(sentinel, "SENTINEL", "REPLICAS", Master)).Split('\n');
        return lines.Where((_, i) => i > 0 && lines[i - 1] == "flags" && lines[i] == "slave").Count();
    }

    private static async Task<Dictionary<string, string>> FieldsAsync(RedisServer sentinel, params object[] arguments)
    {
        var answer = await AskAsync(sentinel, "SENTINEL", arguments);
        return answer.StartsWith('-')
            ? throw new XunitException($"SENTINEL {arguments[0]}: {answer}")
            : answer.Split('\n').Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
    }
}
