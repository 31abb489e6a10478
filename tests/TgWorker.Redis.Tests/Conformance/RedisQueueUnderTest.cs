using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;
using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.TestSupport.Memory;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Time;
using TgWorker.Testing.Conformance;

namespace TgWorker.Redis.Tests.Conformance;

/// <summary>A Redis queue under a prefix of its own. Time passes by moving the scores, since leases go by Redis's clock.</summary>
/// <param name="url">Where the server is, for tgworker.</param>
/// <param name="configuration">Where it is, for StackExchange.Redis.</param>
/// <param name="prefix">A key prefix that no other test uses.</param>
internal sealed class RedisQueueUnderTest(string url, string configuration, string prefix) : IQueueUnderTest
{
    private ConnectionMultiplexer? _multiplexer;

    public RedisQueueUnderTest(RedisFixture redis)
        : this(redis.Url, redis.Configuration, redis.NewPrefix())
    {
    }

    /// <summary>Where its payloads lie.</summary>
    public PoisonedPool Payloads { get; } = new();

    /// <summary>The queue's keys.</summary>
    public QueueKeys Keys => new(Key);

    private string Key => prefix + "queues:telegram_updates";

    public Task<IUpdateQueue> OpenAsync(QueueSettings settings) => OpenAsync(settings, TakeFrom.Head);

    public async Task<IUpdateQueue> OpenAsync(QueueSettings settings, TakeFrom take) => await RedisUpdateQueue.ConnectAsync(
        RedisConnectionOptions.FromUrl(url),
        new RedisQueueOptions
        {
            Prefix = prefix, Lease = settings.Lease, Deduplicate = settings.Deduplicate, Take = take, PayloadMemory = Payloads,
        },
        settings.Reader,
        TimeProvider.System,
        NullLoggerFactory.Instance,
        default);

    /// <summary>A connection like that of the queue.</summary>
    public Task<RedisConnection> ConnectAsync() =>
        RedisConnection.OpenAsync(RedisConnectionOptions.FromUrl(url), "test", TimeProvider.System);

    public async Task LapseAsync(IQueueSession session, IReadOnlyList<IQueueSession> others)
        => await (await DatabaseAsync()).SortedSetAddAsync(Key + ":workers", session.Incarnation, 1);

    public async Task AdvanceAsync(TimeSpan time)
    {
        var database = await DatabaseAsync();
        foreach (var set in new[] { Key + ":ready", Key + ":timers" })
        {
            foreach (var member in await database.SortedSetRangeByRankAsync(set))
            {
                await database.SortedSetIncrementAsync(set, member, -time.TotalMilliseconds);
            }
        }

        foreach (var server in _multiplexer!.GetServers())
        {
            await foreach (var key in server.KeysAsync(pattern: Key + ":outgoing:*"))
            {
                // The list of chats that pause is only for those who look.
                if (await database.KeyTypeAsync(key) != RedisType.String)
                {
                    continue;
                }

                await database.StringSetAsync(key, SendTimes.Earlier((await database.StringGetAsync(key)).ToString(), time));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_multiplexer is not null)
        {
            await _multiplexer.CloseAsync();
        }
    }

    private async Task<IDatabase> DatabaseAsync()
        => (_multiplexer ??= await ConnectionMultiplexer.ConnectAsync(configuration)).GetDatabase();
}
