using StackExchange.Redis;
using TgWorker.Proof.Checking;
using TgWorker.Proof.Endpoint;
using TgWorker.Proof.Histories;
using TgWorker.TestSupport.Network;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Waiting;
using Xunit.Sdk;

namespace TgWorker.Proof.Staging;

/// <summary>A real Redis, the oracle, and real workers between them.</summary>
public sealed class Stage : IAsyncDisposable
{
    private ConnectionMultiplexer _connection;

    private const string KeyPrefix = "p_";

    private Stage(
        StageOptions options, RedisServer redis, SentinelSetup? sentinels, RedisCluster? cluster, ConnectionMultiplexer connection)
    {
        _connection = connection;
        Options = options;
        Redis = redis;
        Sentinels = sentinels;
        Cluster = cluster;
        Proxy = options.Proxied ? FaultyProxy.Start(redis.Host, redis.Port) : null;
        Queue = new QueueInspector(connection, Prefix, options.Queue);
        History = new History(options.HistoryFile);
        Script = new Script(options.Otherwise);
        Oracle = new Oracle(History, Script, options.Fenced);
        string[] direct = cluster is not null ? ["--redis", cluster.Another.Url, "--queue", options.Queue]
            : sentinels is null ? ["--redis", redis.Url] : ["--sentinel", sentinels.Address];
        Fleet = new Fleet(Oracle, History, options, Proxy is null ? direct : ["--redis", $"redis://127.0.0.1:{Proxy.Port}"],
            direct, Prefix);
    }

    /// <summary>The prefix of the queue's keys.</summary>
    public string Prefix { get; } = KeyPrefix;

    /// <summary>How it was set.</summary>
    public StageOptions Options { get; }

    /// <summary>The server; with Sentinels, the one that is the primary to begin with.</summary>
    public RedisServer Redis { get; }

    /// <summary>The Sentinels, where there are any.</summary>
    public SentinelSetup? Sentinels { get; }

    /// <summary>The cluster, where there is one; its primary that has the queue is <see cref="Redis"/>.</summary>
    public RedisCluster? Cluster { get; }

    /// <summary>The proxy before the server, where there is one; the tests' own connection does not go through it.</summary>
    public FaultyProxy? Proxy { get; }

    /// <summary>The queue, past the workers.</summary>
    public QueueInspector Queue { get; private set; }

    /// <summary>What happened.</summary>
    public History History { get; }

    /// <summary>What the endpoint does.</summary>
    public Script Script { get; }

    /// <summary>The endpoint.</summary>
    public Oracle Oracle { get; }

    /// <summary>The workers.</summary>
    public Fleet Fleet { get; }

    /// <summary>Sets a stage.</summary>
    public static async Task<Stage> SetAsync(StageOptions? options = null)
    {
        options ??= new StageOptions();
        var sentinels = options.Sentinels is null ? null : await SentinelSetup.StartAsync(options.Sentinels);
        var cluster = options.Cluster ? await RedisCluster.StartAsync($"{KeyPrefix}queues:{options.Queue}") : null;
        var redis = sentinels?.Servers[0] ?? cluster?.Replicated ?? await RedisServer.StartAsync(options.Redis);
        return new Stage(
            options, redis, sentinels, cluster, await ConnectionMultiplexer.ConnectAsync(cluster?.Configuration ?? redis.Configuration));
    }

    /// <summary>Pushes updates, in this order and in one step.</summary>
    public Task PushAsync(params IReadOnlyList<(long Chat, long UpdateId)> updates)
    {
        var entries = updates.Select(update => Entries.Message(update.Chat, update.UpdateId)).ToArray();
        foreach (var (chat, updateId) in updates)
        {
            History.Push(Entries.LaneOf(chat), updateId);
        }

        return Queue.PushAsync(entries);
    }

    /// <summary>Pushes one update of a bot.</summary>
    public Task PushOfAsync(string bot, long chat, long updateId)
    {
        History.Push(Entries.LaneOf(chat, bot), updateId);
        return Queue.PushAsync([Entries.Message(chat, updateId, bot)]);
    }

    /// <summary>Pushes the updates 1, 2, 3, … to the chats 1, 2, 3, … in turn.</summary>
    public Task PushInTurnAsync(int updates, int chats, long firstId = 1)
        => PushAsync([.. Enumerable.Range(0, updates).Select(i => ((long)(i % chats) + 1, firstId + i))]);

    /// <summary>Waits until so many updates were handled.</summary>
    public Task HandledAsync(int updates, TimeSpan? deadline = null)
        => Eventually.TrueAsync(() => History.Handled >= updates, deadline, $"{updates} updates were handled");

    /// <summary>Waits until nothing is left to do.</summary>
    public async Task EmptyAsync(TimeSpan? deadline = null)
    {
        try
        {
            await Eventually.EqualAsync(0L, Queue.UnfinishedAsync, deadline, "the number of unfinished updates");
        }
        catch (XunitException e)
        {
            throw new XunitException($"{e.Message}\n{await JudgeAsync()}\n{LastLines()}");
        }
    }

    /// <summary>From now on the tests push to and look at this server.</summary>
    public async Task MoveToAsync(RedisServer server)
    {
        await _connection.CloseAsync();
        _connection.Dispose();
        _connection = await ConnectionMultiplexer.ConnectAsync(server.Configuration);
        Queue = new QueueInspector(_connection, Prefix, Options.Queue);
    }

    /// <summary>Judges what has happened so far.</summary>
    public async Task<Judgement> JudgeAsync(CheckerOptions? options = null) =>
        Checker.Check(History.Read(), await Queue.ReadAsync(), options);

    /// <summary>What the workers wrote last, for whoever has to find out what went wrong.</summary>
    public string LastLines()
        => string.Join('\n', Fleet.Names.Select(name => $"{name}:\n  {string.Join("\n  ", Fleet[name].Output.TakeLast(15))}"));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Fleet.DisposeAsync();
        await Oracle.DisposeAsync();
        if (Proxy is not null)
        {
            await Proxy.DisposeAsync();
        }

        await _connection.CloseAsync();
        _connection.Dispose();
        await (Sentinels?.DisposeAsync() ?? Cluster?.DisposeAsync() ?? Redis.DisposeAsync());
        History.Dispose();
    }
}
