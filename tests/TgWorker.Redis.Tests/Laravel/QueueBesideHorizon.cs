using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;
using TgWorker.Core.Queues;
using TgWorker.Laravel.Envelopes;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Horizon;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Redis.Tests.Laravel;

/// <summary>A queue whose jobs Horizon is shown, a session on it, and Horizon's keys.</summary>
internal sealed class QueueBesideHorizon : IAsyncDisposable
{
    public const string JobName = "App\\Jobs\\ProcessTelegramUpdate";

    private readonly ConnectionMultiplexer _multiplexer;
    private int _updates;

    private QueueBesideHorizon(
        ConnectionMultiplexer multiplexer, RedisUpdateQueue queue, IQueueSession session, string horizon, int database)
    {
        _multiplexer = multiplexer;
        Queue = queue;
        Session = session;
        Horizon = horizon;
        Database = multiplexer.GetDatabase(database);
        Enqueuer = new UpdateEnqueuer(queue, TimeProvider.System);
    }

    public RedisUpdateQueue Queue { get; }

    public IQueueSession Session { get; private set; }

    public string Horizon { get; }

    public IDatabase Database { get; }

    public UpdateEnqueuer Enqueuer { get; }

    public static async Task<QueueBesideHorizon> StartAsync(RedisFixture redis, Func<string, IDatabase, Task>? prepare = null)
    {
        var connection = RedisConnectionOptions.FromUrl(redis.Url);
        var multiplexer = await ConnectionMultiplexer.ConnectAsync(redis.Configuration);
        var prefix = redis.NewPrefix();
        var horizon = prefix + "horizon:";
        await (prepare?.Invoke(horizon, multiplexer.GetDatabase(connection.Database)) ?? Task.CompletedTask);
        var queue = await RedisUpdateQueue.ConnectAsync(
            connection,
            new RedisQueueOptions { Prefix = prefix, Horizon = new HorizonProjectionOptions { Prefix = horizon } },
            new EnvelopeReader(new EnvelopeOptions()),
            TimeProvider.System,
            NullLoggerFactory.Instance,
            default);
        return new QueueBesideHorizon(multiplexer, queue, await queue.JoinAsync(default), horizon, connection.Database);
    }

    /// <summary>An update of a chat of its own.</summary>
    public byte[] NewUpdate()
    {
        var id = ++_updates;
        return Encoding.UTF8.GetBytes($"{{\"update_id\":{id},\"message\":{{\"message_id\":1,\"chat\":{{\"id\":{id}}}}}}}");
    }

    /// <summary>Pushes an update as tgook does.</summary>
    public async Task<string> PushAsync() => (await Enqueuer.PushAsync("main", NewUpdate())).ToString();

    /// <summary>Pushes an update in an envelope that was changed.</summary>
    public async Task<string> PushAsync(Func<string, string> change)
    {
        var uuid = Guid.NewGuid();
        var entry = new System.Buffers.ArrayBufferWriter<byte>();
        TgookEnvelope.Write(entry, "main", NewUpdate(), uuid, DateTimeOffset.UtcNow);
        await Queue.PushAsync(Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(entry.WrittenSpan))), default);
        return uuid.ToString();
    }

    /// <summary>Claims the one job there is.</summary>
    public async Task<Delivery> ClaimAsync() => (await Session.ClaimAsync(10, default)).Granted.Single();

    public Task FinishAsync(Delivery delivery) => Session.FinishAsync([delivery], takeNext: false, default).AsTask();

    public Task FailAsync(Delivery delivery) =>
        Session.FailAsync(delivery, new Failure("Broken: <b>&</b>", 1), takeNext: false, default).AsTask();

    /// <summary>Waits for a job's status.</summary>
    public Task StatusAsync(string uuid, string status) => Eventually.EqualAsync(status, async () => await FieldAsync(uuid, "status"));

    public async Task<string?> FieldAsync(string uuid, string field) => await Database.HashGetAsync(Horizon + uuid, field);

    public async Task<double?> ScoreAsync(string set, string uuid) => await Database.SortedSetScoreAsync(Horizon + set, uuid);

    public async Task<string[]> MembersAsync(string set) =>
        Array.ConvertAll(await Database.SortedSetRangeByRankAsync(Horizon + set), static value => (string)value!);

    public async Task<TimeSpan> LifeAsync(string key) => (await Database.KeyTimeToLiveAsync(Horizon + key))!.Value;

    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        await Queue.DisposeAsync();
        await _multiplexer.CloseAsync();
    }
}
