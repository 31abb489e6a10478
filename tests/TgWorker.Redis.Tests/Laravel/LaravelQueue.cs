using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;
using TgWorker.Core.Queues;
using TgWorker.Laravel.Envelopes;
using TgWorker.Redis.Connecting;
using TgWorker.TestSupport.Redis;

namespace TgWorker.Redis.Tests.Laravel;

/// <summary>A queue whose entries are jobs as Laravel writes them, and a connection of your own to what is beside it.</summary>
internal sealed class LaravelQueue : IAsyncDisposable
{
    public const string Ours = "App\\Jobs\\ProcessTelegramUpdate";

    private readonly ConnectionMultiplexer _multiplexer;

    private LaravelQueue(ConnectionMultiplexer multiplexer, RedisUpdateQueue queue, RedisQueueOptions options, int database)
    {
        _multiplexer = multiplexer;
        Queue = queue;
        Options = options;
        Database = multiplexer.GetDatabase(database);
    }

    public RedisUpdateQueue Queue { get; }

    public RedisQueueOptions Options { get; }

    public IDatabase Database { get; }

    public string Key => Options.Key;

    public static async Task<LaravelQueue> StartAsync(RedisFixture redis, Action<RedisQueueOptions>? configure = null, string classes = "*")
    {
        var connection = RedisConnectionOptions.FromUrl(redis.Url);
        var options = new RedisQueueOptions { Prefix = redis.NewPrefix() };
        configure?.Invoke(options);
        var reader = new EnvelopeReader(new EnvelopeOptions { JobClasses = JobClasses.Parse([classes]) });
        var queue = await RedisUpdateQueue.ConnectAsync(
            connection, options, reader, TimeProvider.System, NullLoggerFactory.Instance, default);
        return new LaravelQueue(await ConnectionMultiplexer.ConnectAsync(redis.Configuration), queue, options, connection.Database);
    }

    /// <summary>A job of a class about an update of a chat.</summary>
    public static byte[] Job(string name, int update, int chat = 1, string uuid = "", Action<JsonObject>? change = null)
    {
        var json = "{\"update_id\":" + $"{update},\"message\":" + "{\"chat\":{\"id\":" + chat + "}}}";
        var job = new JsonObject
        {
            ["uuid"] = uuid.Length > 0 ? uuid : Guid.NewGuid().ToString(),
            ["displayName"] = name,
            ["job"] = "Illuminate\\Queue\\CallQueuedHandler@call",
            ["attempts"] = 0,
            ["data"] = new JsonObject
            {
                ["commandName"] = name,
                ["command"] = $"O:{name.Length}:\"{name}\":2:{{s:6:\"bot_id\";s:4:\"main\";s:6:\"update\";s:{json.Length}:\"{json}\";}}",
            },
        };
        change?.Invoke(job);
        return Encoding.UTF8.GetBytes(job.ToJsonString());
    }

    public async Task PushAsync(params byte[][] entries)
    {
        foreach (var entry in entries)
        {
            await Queue.PushAsync(entry, default);
        }
    }

    /// <summary>Claims until nothing more is given.</summary>
    public static async Task<List<Delivery>> ClaimAsync(IQueueSession session, int slots = 100)
    {
        var granted = new List<Delivery>();
        Claim claim;
        do
        {
            claim = await session.ClaimAsync(slots - granted.Count, default);
            granted.AddRange(claim.Granted);
        }
        while (!claim.Exhausted && granted.Count < slots);
        return granted;
    }

    /// <summary>Runs all there is, one after the other; the ids of the updates in the order in which they ran.</summary>
    public static async Task<List<long?>> RunAllAsync(IQueueSession session)
    {
        var ran = new List<long?>();
        while (await ClaimAsync(session, 1) is [var delivery])
        {
            ran.Add(delivery.Job.UpdateId);
            await session.FinishAsync([delivery], takeNext: false, default);
        }

        return ran;
    }

    public async Task<byte[][]> ListAsync(string queue) =>
        Array.ConvertAll(await Database.ListRangeAsync(Options.Prefix + "queues:" + queue), static value => (byte[])value!);

    public async ValueTask DisposeAsync()
    {
        await Queue.DisposeAsync();
        await _multiplexer.CloseAsync();
    }
}
