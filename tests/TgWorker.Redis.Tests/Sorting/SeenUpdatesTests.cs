using StackExchange.Redis;
using TgWorker.Core.Queues;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Tests.Conformance;
using TgWorker.TestSupport.Redis;
using TgWorker.Testing.Conformance;
using Xunit;

namespace TgWorker.Redis.Tests.Sorting;

/// <summary>What a queue remembers of the updates it has seen is bounded, whatever their ids are.</summary>
public sealed class SeenUpdatesTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private const int Forged = SeenBitmaps.Most + 2000;
    private const int OfTheBot = 20;

    [Fact]
    public async Task Claim_MoreForgedIdsThanAreRemembered_KeepsTheBotsOwnAndNoMoreThanTheBound()
    {
        await using var multiplexer = await ConnectionMultiplexer.ConnectAsync(redis.Configuration);
        var database = multiplexer.GetDatabase();
        await using var underTest = new RedisQueueUnderTest(redis);
        await using var queue = await underTest.OpenAsync(new QueueSettings { Lease = TimeSpan.FromMinutes(5) });
        await using var session = await queue.JoinAsync(default);
        int[] ofTheBot = [.. Enumerable.Range(500_000_000, OfTheBot)];
        await SortAsync(ofTheBot);

        // No two in one bitmap, in no order.
        await SortAsync([.. Enumerable.Range(1, Forged).Select(n => (int)(n * 7919L % 400_009) * SeenBitmaps.IdsPerBitmap)]);
        var seenAgain = await SortAsync(ofTheBot);

        Assert.Equal(OfTheBot, seenAgain);
        Assert.Equal(SeenBitmaps.Most, await database.SortedSetLengthAsync(underTest.Keys.SeenBitmaps));
        Assert.InRange(
            (long)await database.ScriptEvaluateAsync("return #redis.call('KEYS', ARGV[1])", values: [$"{underTest.Keys.SeenBitmaps}:*"]),
            SeenBitmaps.Most / 2, SeenBitmaps.Most);

        async Task<int> SortAsync(int[] ids)
        {
            await database.ListRightPushAsync(
                underTest.Keys.List, [.. ids.Select(id => (RedisValue)new Entry("a", "x") { UpdateId = id }.ToBytes())]);
            Claim claim;
            var duplicates = 0;
            do
            {
                claim = await session.ClaimAsync(1000, default);
                duplicates += claim.Duplicates;
            }
            while (!claim.Exhausted);
            return duplicates;
        }
    }
}
