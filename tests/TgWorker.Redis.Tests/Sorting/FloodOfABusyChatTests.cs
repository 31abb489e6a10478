using StackExchange.Redis;
using TgWorker.Redis.Tests.Conformance;
using TgWorker.TestSupport.Redis;
using TgWorker.Testing.Conformance;
using Xunit;

namespace TgWorker.Redis.Tests.Sorting;

/// <summary>Entries that grant nothing do not keep a claim for long: other chats come due meanwhile.</summary>
public sealed class FloodOfABusyChatTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    // A claim that sorts all of them takes ten times as long as it may.
    private const int Flood = 60_000;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Claim_FloodOfAChatThatIsBusyOrPaused_ComesBackBeforeAllOfItIsSorted(bool isBusy)
    {
        await using var multiplexer = await ConnectionMultiplexer.ConnectAsync(redis.Configuration);
        var database = multiplexer.GetDatabase();
        await using var underTest = new RedisQueueUnderTest(redis);
        await using var queue = await underTest.OpenAsync(new QueueSettings());
        await using var holder = await queue.JoinAsync(default);
        await using var session = await queue.JoinAsync(default);
        await queue.PushAsync(new Entry("a:1", "1").ToBytes(), default);
        await (isBusy ? (Task)holder.ClaimAsync(1, default).AsTask() : queue.Operations.PauseBotAsync("a", default));
        var entry = new Entry("a:1", "2").ToBytes();
        await database.ListRightPushAsync(underTest.Keys.List, [.. Enumerable.Repeat((RedisValue)entry, Flood)]);

        var claim = await session.ClaimAsync(10, default);

        Assert.Empty(claim.Granted);
        Assert.False(claim.Exhausted);
        Assert.InRange(await database.ListLengthAsync(underTest.Keys.List), 1, Flood - 1);
        await queue.PushAsync(new Entry("b:1", "3").ToBytes(), default);
        var granted = new List<string>();
        while (!claim.Exhausted)
        {
            claim = await session.ClaimAsync(10, default);
            granted.AddRange(claim.Granted.Select(delivery => delivery.Lane));
        }

        Assert.Equal(["b:1"], granted);
    }
}
