using StackExchange.Redis;
using TgWorker.Redis.Keys;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Waiting;
using TgWorker.Testing.Conformance;
using Xunit;

namespace TgWorker.Redis.Tests.Laravel;

public sealed class LaravelCompanionsTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    [Theory]
    [InlineData(TakeFrom.Head, "waiting,d1,d2,r1,r2")]
    [InlineData(TakeFrom.Tail, "r2,r1,d2,d1,waiting")]
    public async Task Join_DueEntries_StandBehindTheListInTheirOrder(TakeFrom take, string list)
    {
        await using var queue = await QueueBesideLaravel.StartAsync(redis, take);
        var now = await queue.NowAsync();
        await queue.Database.ListRightPushAsync(queue.Key, "waiting");
        await AddAsync(queue, ":delayed", ("d2", now), ("d1", now - 50), ("not yet", now + 1000));
        await AddAsync(queue, ":reserved", ("r2", now - 1), ("r1", now - 90), ("running", now + 90));

        await queue.JoinAsync();

        Assert.Equal(list.Split(','), await queue.ListAsync());
        Assert.Equal(["not yet"], await MembersAsync(queue, ":delayed"));
        Assert.Equal(["running"], await MembersAsync(queue, ":reserved"));
        Assert.Equal(5, await queue.Database.ListLengthAsync(queue.Key + ":notify") + 1);
    }

    [Fact]
    public async Task Join_MoreEntriesAreDueThanAChunkHolds_AllAreMoved()
    {
        await using var queue = await QueueBesideLaravel.StartAsync(redis);
        var entries = Enumerable.Range(0, 250).Select(number => ($"entry {number:000}", (long)number)).ToArray();
        await AddAsync(queue, ":delayed", entries);

        await queue.JoinAsync();

        Assert.Equal(entries.Select(entry => entry.Item1), await queue.ListAsync());
    }

    [Fact]
    public async Task Renew_EntriesComeDue_AreClaimed()
    {
        await using var queue = await QueueBesideLaravel.StartAsync(redis);
        var session = await queue.JoinAsync();
        Assert.Empty((await session.ClaimAsync(10, default)).Granted);
        await AddAsync(queue, ":delayed",
            (System.Text.Encoding.Latin1.GetString(new Entry("1", "later").ToBytes()), await queue.NowAsync()));

        await Eventually.TrueAsync(async () =>
        {
            await session.RenewAsync(default);
            return (await session.ClaimAsync(10, default)).Granted is [var delivery] && Entry.TextOf(delivery.Job) == "later";
        });
    }

    [Fact]
    public async Task Renew_TokensWithoutEntries_AreRemoved()
    {
        await using var queue = await QueueBesideLaravel.StartAsync(redis);
        var session = await queue.JoinAsync();
        await queue.Database.ListRightPushAsync(queue.Key + ":notify", [1, 1, 1, 1]);

        await Eventually.TrueAsync(async () =>
        {
            await session.RenewAsync(default);
            return !await queue.Database.KeyExistsAsync(queue.Key + ":notify");
        });
    }

    [Fact]
    public async Task Join_FewerTokensThanEntries_AreLeftToLaravelsWorkers()
    {
        await using var queue = await QueueBesideLaravel.StartAsync(redis);
        await queue.Database.ListRightPushAsync(queue.Key, ["a", "b", "c"]);
        await queue.Database.ListRightPushAsync(queue.Key + ":notify", [1, 1]);

        await queue.JoinAsync();

        Assert.Equal(2, await queue.Database.ListLengthAsync(queue.Key + ":notify"));
    }

    [Fact]
    public async Task Join_AKeyOfAForeignType_MovesNothingAndStopsNobody()
    {
        await using var queue = await QueueBesideLaravel.StartAsync(redis);
        await AddAsync(queue, ":delayed", ("due", 1));
        await queue.Database.StringSetAsync(queue.Key + ":reserved", "not a set");

        var session = await queue.JoinAsync();

        await session.RenewAsync(default);
        Assert.Equal(["due"], await MembersAsync(queue, ":delayed"));
        Assert.Empty(await queue.ListAsync());
    }

    private static Task<long> AddAsync(QueueBesideLaravel queue, string suffix, params (string Payload, long Second)[] entries) =>
        queue.Database.SortedSetAddAsync(
            queue.Key + suffix, Array.ConvertAll(entries, entry => new SortedSetEntry(entry.Payload, entry.Second)));

    private static async Task<string[]> MembersAsync(QueueBesideLaravel queue, string suffix) =>
        Array.ConvertAll(await queue.Database.SortedSetRangeByRankAsync(queue.Key + suffix), static value => (string)value!);
}
