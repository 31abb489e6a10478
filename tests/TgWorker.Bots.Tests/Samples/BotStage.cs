using System.Globalization;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;
using TgWorker.Hosting;
using TgWorker.Laravel.Envelopes;
using TgWorker.Redis;
using TgWorker.Redis.Connecting;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Telegram;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Bots.Tests.Samples;

/// <summary>A queue on a real Redis with a Bot API stand-in beside it, for bots in hosts and processes.</summary>
internal sealed class BotStage : IAsyncDisposable
{
    /// <summary>Settings that turn off how much a bot may send.</summary>
    public static readonly (string Key, string Value)[] NoLimits =
    [
        ("Outgoing:Limits:ChatPerSecond", "0"), ("Outgoing:Limits:GroupPerMinute", "0"), ("Outgoing:Limits:BotPerSecond", "0"),
        ("Outgoing:Limits:PaidPerSecond", "0"),
    ];

    private readonly List<IHost> _hosts = [];
    private readonly RedisFixture _redis;
    private RedisUpdateQueue? _queue;
    private int _updates = 910_000_000;

    private BotStage(RedisFixture redis)
    {
        _redis = redis;
        Prefix = redis.NewPrefix();
    }

    public string Prefix { get; }

    public BotApiStandIn Telegram { get; } = new();

    public RedisUpdateQueue Queue => _queue!;

    /// <summary>What a bot on this stage must be told, by the keys of a host's configuration.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["TgWorker:Redis:Url"] = _redis.Url,
        ["TgWorker:Redis:Prefix"] = Prefix,
        ["TelegramBots:main:Token"] = "1:test",
        ["TelegramBots:main:BaseUrl"] = Telegram.Url,
    };

    /// <summary>The same for the executable: its environment.</summary>
    public Dictionary<string, string?> Environment => InEnvironment(Settings.Select(pair => (pair.Key, pair.Value)));

    public static async Task<BotStage> OpenAsync(RedisFixture redis)
    {
        var stage = new BotStage(redis);
        stage._queue = await RedisUpdateQueue.ConnectAsync(
            RedisConnectionOptions.FromUrl(redis.Url), new RedisQueueOptions { Prefix = stage.Prefix },
            new EnvelopeReader(new EnvelopeOptions()),
            TimeProvider.System, NullLoggerFactory.Instance, default);
        return stage;
    }

    /// <summary>Starts a sample in a host of its own.</summary>
    public async Task StartAsync<TModule>(params (string Key, string Value)[] settings)
        where TModule : IBotModule, new()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Configuration.AddInMemoryCollection(Settings)
            .AddInMemoryCollection(settings.ToDictionary(pair => pair.Key, pair => (string?)pair.Value));
        builder.AddTgWorker().Map<TModule>(builder);
        var host = builder.Build();
        _hosts.Add(host);
        await host.StartAsync();
    }

    /// <summary>Queues an update of the given kind, as the proxy does.</summary>
    public Task PushAsync(string kind, string content) => new UpdateEnqueuer(Queue, TimeProvider.System).PushAsync(
        "main", Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{{\"update_id\":{Interlocked.Increment(ref _updates)},\"{kind}\":{content}}}")));

    /// <summary>Queues a text message in a user's private chat.</summary>
    public Task PushTextAsync(long user, string text) => PushAsync("message", string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"message_id":1,"from":{"id":{{user}},"is_bot":false,"first_name":"Al"},"chat":{"id":{{user}},"type":"private"},"date":1795219800,"text":"{{text}}"}"""));

    /// <summary>
    /// Has replicas of <c>tgworker</c> handle everything that is queued, and kills the oldest of them again and again; another takes
    /// its place.
    /// </summary>
    /// <param name="handlers">The assembly of the handlers.</param>
    /// <param name="replicas">How many there are.</param>
    /// <param name="kills">How often one is killed.</param>
    /// <param name="callsBefore">How many calls Telegram must have had before a kill; the first is number 1.</param>
    /// <param name="deadline">How long it may take to each kill, and from the last one on.</param>
    /// <param name="left">How much more there is to do than what is queued; null for nothing.</param>
    /// <param name="settings">More of the environment of each.</param>
    /// <returns>Who made which call.</returns>
    public async Task<ReplicaCalls> HandleWhileKillingAsync(string handlers, int replicas, int kills, Func<int, int> callsBefore,
        TimeSpan deadline, Func<Task<long>>? left = null, params (string Key, string Value)[] settings)
    {
        await using var fleet = Fleet(handlers, settings);
        fleet.Start(replicas);
        for (var kill = 1; kill <= kills; kill++)
        {
            await Telegram.WaitForCallsAsync(callsBefore(kill), deadline);
            await fleet.ReplaceOldestAsync();
        }

        await Eventually.EqualAsync(0L, async () => await UnfinishedAsync() + (left is null ? 0 : await left()), deadline);
        return await fleet.EndAsync();
    }

    /// <summary>Replicas of <c>tgworker</c> on this stage; none is started yet.</summary>
    /// <param name="handlers">The assembly of the handlers.</param>
    /// <param name="settings">More of the environment of each.</param>
    public ReplicaFleet Fleet(string handlers, params (string Key, string Value)[] settings)
    {
        var all = Settings.Select(pair => (pair.Key, pair.Value)).Concat(settings.Select(pair => (pair.Key, (string?)pair.Value)));
        return new ReplicaFleet(Telegram, InEnvironment(all), "--handlers", handlers);
    }

    /// <summary>Waits until nothing is left to do.</summary>
    public Task EmptyAsync(TimeSpan? deadline = null) => Eventually.EqualAsync(0L, UnfinishedAsync, deadline);

    /// <summary>How many updates are neither handled nor given up; timers that are pending count as one.</summary>
    public async Task<long> UnfinishedAsync()
    {
        var status = await Queue.GetStatusAsync(default);
        return status.Pending + status.InLanes + (await Queue.Timers.ListAsync(default).AnyAsync() ? 1 : 0);
    }

    /// <summary>What is remembered for a chat.</summary>
    public async Task<string?> StateAsync(long chat)
    {
        using var redis = await ConnectionMultiplexer.ConnectAsync(_redis.Configuration);
        return await redis.GetDatabase().HashGetAsync($"{Prefix}queues:telegram_updates:memory:main:{chat}", "chat");
    }

    /// <summary>The queue's keys whose suffix matches, without the queue's own name.</summary>
    public async Task<IReadOnlyList<string>> KeysAsync(string suffix)
    {
        var queue = $"{Prefix}queues:telegram_updates:";
        using var redis = await ConnectionMultiplexer.ConnectAsync(_redis.Configuration);
        return [.. redis.GetServers()[0].Keys(redis.GetDatabase().Database, queue + suffix).Select(key => ((string)key!)[queue.Length..])];
    }

    /// <summary>Settings as environment variables.</summary>
    public static Dictionary<string, string?> InEnvironment(IEnumerable<(string Key, string? Value)> settings) => settings.ToDictionary(
        pair => "TGWORKER_" + pair.Key.Replace("TgWorker:", "", StringComparison.Ordinal).Replace(":", "__", StringComparison.Ordinal),
        pair => pair.Value);

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.StopAsync();
            host.Dispose();
        }

        await Telegram.DisposeAsync();
        await Queue.DisposeAsync();
    }
}
