using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Queues;
using TgWorker.Core.Updates;
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

    [Fact]
    public async Task Join_TheSameOrder_IsWelcome()
    {
        await using var one = await OpenAsync(OrderBy.Topic);
        await using var other = await OpenAsync(OrderBy.Topic);
        await using var session = await one.JoinAsync(default);
        await using var second = await other.JoinAsync(default);

        Assert.Equal(2, (await one.GetStatusAsync(default)).Workers.Count);
    }

    private Task<RedisUpdateQueue> OpenAsync(OrderBy orderBy, TakeFrom take = TakeFrom.Head, QueryLanes queries = QueryLanes.Chat) =>
        RedisUpdateQueue.ConnectAsync(
        RedisConnectionOptions.FromUrl(redis.Url),
        new RedisQueueOptions { Prefix = _prefix, Take = take },
        new EnvelopeReader(new EnvelopeOptions { OrderBy = orderBy, Queries = queries }),
        TimeProvider.System,
        NullLoggerFactory.Instance,
        default);
}
