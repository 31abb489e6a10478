using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;
using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.TestSupport.Redis;
using TgWorker.Testing.Conformance;

namespace TgWorker.Redis.Tests.Laravel;

/// <summary>A queue, and a connection of your own to the keys that Laravel keeps beside it.</summary>
internal sealed class QueueBesideLaravel : IAsyncDisposable
{
    private readonly ConnectionMultiplexer _multiplexer;
    private readonly List<IUpdateQueue> _queues = [];
    private readonly RedisFixture _redis;

    private QueueBesideLaravel(RedisFixture redis, ConnectionMultiplexer multiplexer, TakeFrom take)
    {
        _redis = redis;
        _multiplexer = multiplexer;
        Options = new RedisQueueOptions { Prefix = redis.NewPrefix(), Take = take };
        Database = multiplexer.GetDatabase(RedisConnectionOptions.FromUrl(redis.Url).Database);
    }

    public RedisQueueOptions Options { get; }

    public IDatabase Database { get; }

    public string Key => Options.Key;

    /// <summary>The unix second by the server's own clock.</summary>
    public async Task<long> NowAsync() => (long)((RedisResult[])(await Database.ExecuteAsync("TIME"))!)[0];

    public static async Task<QueueBesideLaravel> StartAsync(RedisFixture redis, TakeFrom take = TakeFrom.Head) =>
        new(redis, await ConnectionMultiplexer.ConnectAsync(redis.Configuration), take);

    /// <summary>The database of Laravel's cache.</summary>
    public IDatabase Cache(int database) => _multiplexer.GetDatabase(database);

    public async Task<IUpdateQueue> OpenAsync(TimeProvider? time = null)
    {
        var queue = await RedisUpdateQueue.ConnectAsync(
            RedisConnectionOptions.FromUrl(_redis.Url), Options, new ConformanceJobReader(), time ?? TimeProvider.System,
            NullLoggerFactory.Instance, default);
        _queues.Add(queue);
        return queue;
    }

    public async Task<IQueueSession> JoinAsync() => await (await OpenAsync()).JoinAsync(default);

    public async Task<string[]> ListAsync() =>
        Array.ConvertAll(await Database.ListRangeAsync(Key), static value => (string)value!);

    public async ValueTask DisposeAsync()
    {
        foreach (var queue in _queues)
        {
            await queue.DisposeAsync();
        }

        await _multiplexer.CloseAsync();
    }
}
