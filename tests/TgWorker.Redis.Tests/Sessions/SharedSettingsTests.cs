using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;
using TgWorker.Core.Queues;
using TgWorker.Core.Updates;
using TgWorker.Laravel.Encryption;
using TgWorker.Laravel.Envelopes;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.TestSupport.Redis;
using Xunit;

namespace TgWorker.Redis.Tests.Sessions;

/// <summary>A worker that would sort the queue otherwise than it is sorted does not join.</summary>
public sealed class SharedSettingsTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private static readonly byte[] Update =
        """{"update_id":1,"message":{"message_id":1,"chat":{"id":5,"type":"private"},"from":{"id":7},"text":"a"}}"""u8.ToArray();

    // Of sixteen letters, as AES-128 wants it.
    private const string OneKey = "the first secret";
    private const string AnotherKey = "another secret..";

    private readonly string _prefix = redis.NewPrefix();

    [Fact]
    public async Task Join_AnotherOrderBesideALiveWorker_IsRefusedWithTheWayOut()
    {
        await using var byChat = await OpenAsync(OrderBy.Chat);
        await using var byUser = await OpenAsync(OrderBy.User);
        await using var session = await byChat.JoinAsync(default);

        var refused = await Assert.ThrowsAsync<QueueUnsupportedException>(() => byUser.JoinAsync(default));

        Assert.Contains("orders its updates by 'chat', and this worker by 'user'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("tgworker drain", refused.Message, StringComparison.Ordinal);
        Assert.Single((await byChat.GetStatusAsync(default)).Workers);
    }

    [Fact]
    public async Task Join_AnotherOrderWithJobsInLanes_IsRefusedUntilTheyAreDrained()
    {
        await using var byChat = await OpenAsync(OrderBy.Chat);
        await using var byUser = await OpenAsync(OrderBy.User);
        await byChat.PushAsync(Update, default);
        await using (var session = await byChat.JoinAsync(default))
        {
            await session.ClaimAsync(1, default);
            await session.LeaveAsync(default);
        }

        await Assert.ThrowsAsync<QueueUnsupportedException>(() => byUser.JoinAsync(default));
        Assert.Equal(1, await byUser.Operations.DrainAsync(default));

        await using var joined = await byUser.JoinAsync(default);
        Assert.Equal("7", Assert.Single((await joined.ClaimAsync(1, default)).Granted).Lane.Split(':')[1]);
        await Assert.ThrowsAsync<QueueUnsupportedException>(() => byChat.JoinAsync(default));
    }

    [Fact]
    public async Task Join_TheOtherEndOfTheList_IsRefused()
    {
        await using var fromHead = await OpenAsync(OrderBy.Chat);
        await using var fromTail = await OpenAsync(OrderBy.Chat, TakeFrom.Tail);
        await using var session = await fromHead.JoinAsync(default);

        Assert.Contains(
            "is taken from its head, and by this worker from its tail",
            (await Assert.ThrowsAsync<QueueUnsupportedException>(() => fromTail.JoinAsync(default))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Join_OtherLanesForQueries_IsRefusedWithWhatTheCommandLineWants()
    {
        await using var together = await OpenAsync(OrderBy.Chat);
        await using var session = await together.JoinAsync(default);
        await using var apart = await OpenAsync(OrderBy.Chat, queries: QueryLanes.Own);

        var refused = await Assert.ThrowsAsync<QueueUnsupportedException>(() => apart.JoinAsync(default));

        Assert.Contains("orders its updates by 'chat', and this worker by 'chat --queries own' (--order-by)", refused.Message,
            StringComparison.Ordinal);
    }

    public static TheoryData<string, string?, string> OtherKeys => new()
    {
        { OneKey, null, "is read with the key {one}, and by this worker with no key (Laravel:AppKey)" },
        { OneKey, AnotherKey, "is read with the key {one}, and by this worker with the key {another} (Laravel:AppKey)" },
        { OneKey, OneKey + AnotherKey, "is read with the key {one}, and by this worker with the keys " },
    };

    [Theory]
    [MemberData(nameof(OtherKeys))]
    public async Task Join_OtherKeysOfTheApplication_IsRefusedAndTellsNothingOfThem(string keys, string? others, string why)
    {
        await using var one = await OpenAsync(Keys(keys));
        await using var other = await OpenAsync(Keys(others ?? ""));
        await using var session = await one.JoinAsync(default);

        var refused = await Assert.ThrowsAsync<QueueUnsupportedException>(() => other.JoinAsync(default));

        Assert.Contains(
            why.Replace("{one}", MarkOf(OneKey), StringComparison.Ordinal)
                .Replace("{another}", MarkOf(AnotherKey), StringComparison.Ordinal),
            refused.Message,
            StringComparison.Ordinal);
        Assert.Contains("tgworker drain", refused.Message, StringComparison.Ordinal);
        await using var connection = await ConnectionMultiplexer.ConnectAsync(redis.Configuration);
        var kept = string.Join(' ', await connection.GetDatabase().HashGetAllAsync(_prefix + "queues:telegram_updates:settings"));
        Assert.Contains(MarkOf(OneKey), kept, StringComparison.Ordinal);
        Assert.DoesNotContain(OneKey, kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Join_TheSameKeysInAnotherOrder_IsWelcome()
    {
        await using var one = await OpenAsync(Keys(OneKey + AnotherKey));
        await using var other = await OpenAsync(Keys(AnotherKey + OneKey));
        await using var session = await one.JoinAsync(default);
        await using var second = await other.JoinAsync(default);

        Assert.Equal(2, (await one.GetStatusAsync(default)).Workers.Count);
    }

    [Fact]
    public async Task Join_OtherJobClasses_IsRefused()
    {
        await using var ours = await OpenAsync(new EnvelopeOptions());
        await using var all = await OpenAsync(new EnvelopeOptions { JobClasses = JobClasses.Parse(["*"]) });
        await using var session = await ours.JoinAsync(default);

        var refused = await Assert.ThrowsAsync<QueueUnsupportedException>(() => all.JoinAsync(default));

        Assert.Contains(
            "is read with the job classes App\\Jobs\\ProcessTelegramUpdate, App\\Jobs\\ProcessTelegramUpdateJob, "
                + "and by this worker with the job classes * (Laravel:JobClasses)",
            refused.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Join_AnotherCacheStore_IsRefused()
    {
        await using var ours = await OpenAsync(new EnvelopeOptions());
        await using var other = await OpenAsync(new EnvelopeOptions { CacheStore = "locks" });
        await using var session = await ours.JoinAsync(default);

        var refused = await Assert.ThrowsAsync<QueueUnsupportedException>(() => other.JoinAsync(default));

        Assert.Contains("by this worker with unique locks in the cache store 'locks' (Laravel:CacheStore)", refused.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Join_AQueueOfAVersionThatKeptFewerSettings_IsWelcomeAndKeepsThem()
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(redis.Configuration);
        await connection.GetDatabase().HashSetAsync(
            _prefix + "queues:telegram_updates:settings", [new("order_by", "chat"), new("take", "head")]);
        await using var one = await OpenAsync(Keys(OneKey));
        await using var other = await OpenAsync(new EnvelopeOptions());
        await using var session = await one.JoinAsync(default);

        await Assert.ThrowsAsync<QueueUnsupportedException>(() => other.JoinAsync(default));
    }

    [Fact]
    public async Task Retry_WithOtherKeysThanTheWorkers_IsRefused()
    {
        await using var workers = await OpenAsync(Keys(OneKey));
        await using var command = await OpenAsync(new EnvelopeOptions());
        await using var session = await workers.JoinAsync(default);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => command.FailedJobs.RetryAsync(["id"], atTail: false, default));

        Assert.Contains(
            $"is read with the key {MarkOf(OneKey)}, and by this command with no key", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Join_TheSameOrder_IsWelcome()
    {
        await using var one = await OpenAsync(OrderBy.Topic);
        await using var other = await OpenAsync(OrderBy.Topic);
        await using var session = await one.JoinAsync(default);
        await using var second = await other.JoinAsync(default);

        Assert.Equal(2, (await one.GetStatusAsync(default)).Workers.Count);
    }

    private static EnvelopeOptions Keys(string letters) => new() { AppKeys = [.. letters.Chunk(16).Select(Encoding.ASCII.GetBytes)] };

    private string MarkOf(string key) =>
        KeyFingerprint.Of([Encoding.ASCII.GetBytes(key)], _prefix + "queues:telegram_updates")["the key ".Length..];

    private Task<RedisUpdateQueue> OpenAsync(OrderBy orderBy, TakeFrom take = TakeFrom.Head, QueryLanes queries = QueryLanes.Chat) =>
        OpenAsync(new EnvelopeOptions { OrderBy = orderBy, Queries = queries }, take);

    private Task<RedisUpdateQueue> OpenAsync(EnvelopeOptions reading, TakeFrom take = TakeFrom.Head) => RedisUpdateQueue.ConnectAsync(
        RedisConnectionOptions.FromUrl(redis.Url),
        new RedisQueueOptions { Prefix = _prefix, Take = take },
        new EnvelopeReader(reading),
        TimeProvider.System,
        NullLoggerFactory.Instance,
        default);
}
