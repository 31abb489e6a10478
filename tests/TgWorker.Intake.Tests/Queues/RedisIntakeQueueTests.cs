using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;
using TgWorker.Core.Queues;
using TgWorker.Redis;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Horizon;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Intake.Tests.Queues;

public sealed class RedisIntakeQueueTests(RedisFixture redis) : IClassFixture<RedisFixture>, IAsyncLifetime
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(15);

    private readonly RedisQueueOptions _options = new() { Prefix = redis.NewPrefix() };
    private RedisIntakeQueue _queue = null!;
    private RedisClient _client = null!;

    private string Key => _options.Key;

    public async Task InitializeAsync()
    {
        _queue = Open();
        _client = await RedisClient.ConnectAsync(redis.Configuration);
    }

    public async Task DisposeAsync()
    {
        await _queue.DisposeAsync();
        await _client.DisposeAsync();
    }

    [Fact]
    public async Task Push_AppendsInOrder()
    {
        await _queue.PushAsync([Entry("a"), Entry("b")], default);
        await _queue.PushAsync([Entry("c")], default);
        Assert.Equal(["a", "b", "c"], await ListAsync());
        Assert.Equal(3, await _queue.CountAsync(default));
    }

    [Fact]
    public async Task Check_LeavesNothing_AndSaysWhatIsInTheWay()
    {
        await _queue.CheckAsync(default);
        Assert.False(await _client.Database.KeyExistsAsync(Key));
        await _client.Database.StringSetAsync(Key, "no list");
        await Assert.ThrowsAsync<QueueUnavailableException>(() => _queue.CheckAsync(default));
    }

    [Fact]
    public async Task Push_ForHorizon_WritesItsRecordsInTheSameStep_OrNothing()
    {
        _options.Horizon = new HorizonProjectionOptions { Prefix = redis.NewPrefix() };
        await using var queue = Open();
        var entry = Entry("payload");
        await queue.PushAsync([entry, Entry("second")], default);

        var record = (await _client.Database.HashGetAllAsync(_options.Horizon.Prefix + entry.Uuid))
            .ToDictionary(field => (string)field.Name!, field => (string)field.Value!);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["id"] = entry.Uuid.ToString(), ["connection"] = "redis", ["queue"] = "telegram_updates", ["name"] = "App\\Job",
                ["status"] = "pending",
                ["payload"] = "payload", ["created_at"] = "4102444800.9229", ["updated_at"] = "4102444800.9229",
            },
            record);
        Assert.Equal(2, await _client.Database.SortedSetLengthAsync(_options.Horizon.Prefix + "recent_jobs"));
        Assert.Equal(-4102444800.9229,
            await _client.Database.SortedSetScoreAsync(_options.Horizon.Prefix + "pending_jobs", entry.Uuid.ToString()));

        await _client.Database.KeyDeleteAsync(Key);
        await _client.Database.StringSetAsync(Key, "no list");
        await Assert.ThrowsAsync<QueueUnavailableException>(() => queue.PushAsync([Entry("x")], default));
        Assert.Equal(2, await _client.Database.SortedSetLengthAsync(_options.Horizon.Prefix + "recent_jobs"));

        await _client.Database.KeyDeleteAsync([Key, _options.Horizon.Prefix + "pending_jobs"]);
        await _client.Database.StringSetAsync(_options.Horizon.Prefix + "pending_jobs", "no set");
        await Assert.ThrowsAsync<QueueUnavailableException>(() => queue.PushAsync([Entry("x")], default));
        Assert.False(await _client.Database.KeyExistsAsync(Key));
    }

    [Fact]
    public async Task Right_IsOneHolders_UntilItIsGivenBackOrLapses()
    {
        var a = Assert.Single(await HoldAsync("a"))!;
        Assert.Null(Assert.Single(await HoldAsync("b")));
        Assert.Equal(a.Fence, Assert.Single(await HoldAsync("a"))!.Fence);

        await _queue.Leases.ReleaseAsync("b", ["1"], default);
        Assert.Null(Assert.Single(await HoldAsync("b")));
        await _queue.Leases.ReleaseAsync("a", ["1"], default);
        var b = Assert.Single(await HoldAsync("b", TimeSpan.FromMilliseconds(1)))!;
        Assert.True(b.Fence > a.Fence);

        // Lapsed, but nobody else came: still the same.
        await WaitAsync();
        Assert.Equal(b.Fence, Assert.Single(await HoldAsync("b", TimeSpan.FromMilliseconds(1)))!.Fence);
        await WaitAsync();
        Assert.True(Assert.Single(await HoldAsync("a"))!.Fence > b.Fence);
    }

    [Fact]
    public async Task Rights_OfSeveralBots_AreLookedAtInOneStep()
    {
        await HoldAsync("a");
        var rights = await _queue.Leases.HoldAsync("b", ["1", "2"], Length, default);
        Assert.Equal([null, "2"], rights.Select(right => right?.Bot));
    }

    [Fact]
    public async Task Batch_UnderARight_IsPushedOnce_AndNotUnderALostOne()
    {
        var a = Assert.Single(await HoldAsync("a"))!;
        Assert.True(await PushAsync(a, 1, 10, "x", "y"));
        Assert.True(await PushAsync(a, 1, 10, "x", "y"));
        Assert.True(await PushAsync(a, 2, 11, "z"));
        Assert.Equal(["x", "y", "z"], await ListAsync());

        await _queue.Leases.ReleaseAsync("a", ["1"], default);
        var b = Assert.Single(await HoldAsync("b"))!;
        Assert.Equal((11, 0), (b.LastUpdateId, b.Batches));
        Assert.False(await PushAsync(a, 3, 12, "late"));
        Assert.True(await PushAsync(b, 1, 12, "next"));
        Assert.Equal(["x", "y", "z", "next"], await ListAsync());
    }

    [Fact]
    public async Task Batch_OfAHolderThatGaveItsRightBack_IsRefused()
    {
        var a = Assert.Single(await HoldAsync("a"))!;
        await _queue.Leases.ReleaseAsync("a", ["1"], default);
        Assert.False(await PushAsync(a, 1, 10, "x"));
        Assert.False(await _queue.Leases.PushAsync(a with { Bot = "never" }, new PollBatch(1, 1, [Entry("x")]), default));
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task Right_TakenAgainByTheSameName_RefusesItsOldToken()
    {
        var old = Assert.Single(await HoldAsync("a"))!;
        await _queue.Leases.ReleaseAsync("a", ["1"], default);
        var now = Assert.Single(await HoldAsync("a"))!;
        Assert.True(now.Fence > old.Fence);
        Assert.False(await PushAsync(old, 1, 10, "x"));
    }

    [Fact]
    public async Task LastUpdate_IsKnownOnlyWhileIdsCanBeCompared()
    {
        var a = Assert.Single(await HoldAsync("a"))!;
        await PushAsync(a, 1, 10, "x");
        var record = ((string)(await _client.Database.HashGetAsync(Key + ":polls", "1"))!).Split(' ');
        record[5] = $"{long.Parse(record[5], null) - (25L * 3600 * 1000)}";
        await _client.Database.HashSetAsync(Key + ":polls", "1", string.Join(' ', record));
        Assert.Null(Assert.Single(await HoldAsync("a"))!.LastUpdateId);
    }

    [Fact]
    public async Task Batch_ForHorizon_HasItsRecordsToo()
    {
        _options.Horizon = new HorizonProjectionOptions { Prefix = redis.NewPrefix() };
        await using var queue = Open();
        var right = Assert.Single(await queue.Leases.HoldAsync("a", ["1"], Length, default))!;
        await queue.Leases.PushAsync(right, new PollBatch(1, 10, [Entry("x"), Entry("y")]), default);
        Assert.Equal(2, await _client.Database.SortedSetLengthAsync(_options.Horizon.Prefix + "recent_jobs"));
    }

    [Fact]
    public async Task NoRedis_IsSaidWithinThreeSeconds()
    {
        await using var queue = new RedisIntakeQueue(
            new RedisConnectionOptions { Port = 1 }, _options, TimeProvider.System, NullLoggerFactory.Instance);
        await Assert.ThrowsAsync<QueueUnavailableException>(
            () => queue.PushAsync([Entry("x")], default).WaitAsync(TimeSpan.FromSeconds(10)));
    }

    private RedisIntakeQueue Open() =>
        new(RedisConnectionOptions.FromUrl(redis.Url), _options, TimeProvider.System, NullLoggerFactory.Instance);

    private Task<IReadOnlyList<PollLease?>> HoldAsync(string holder, TimeSpan? length = null) =>
        _queue.Leases.HoldAsync(holder, ["1"], length ?? Length, default);

    private Task<bool> PushAsync(PollLease lease, long number, long last, params string[] texts) =>
        _queue.Leases.PushAsync(lease, new PollBatch(number, last, [.. texts.Select(Entry)]), default);

    private async Task<string[]> ListAsync() => [.. (await _client.Database.ListRangeAsync(Key)).Select(value => (string)value!)];

    // Redis's clock moves on.
    private async Task WaitAsync()
    {
        await Eventually.TrueAsync(async () =>
        {
            var record = ((string)(await _client.Database.HashGetAsync(Key + ":polls", "1"))!).Split(' ');
            var time = (RedisResult[])(await _client.Database.ExecuteAsync("TIME"))!;
            return ((long)time[0] * 1000) + ((long)time[1] / 1000) > long.Parse(record[2], null);
        });
    }

    private static NewEntry Entry(string text) =>
        new(Encoding.UTF8.GetBytes(text), Guid.NewGuid(), "App\\Job", DateTimeOffset.UnixEpoch.AddTicks(41024448009229000));
}
