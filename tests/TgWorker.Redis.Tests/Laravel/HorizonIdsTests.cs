using System.Text.RegularExpressions;
using StackExchange.Redis;
using TgWorker.Redis.Horizon;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Waiting;
using Xunit;

namespace TgWorker.Redis.Tests.Laravel;

/// <summary>What a producer calls a job's id names no other key of Horizon's.</summary>
public sealed class HorizonIdsTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    [Theory]
    [InlineData("9b1d4f4e-1c1a-4b8e-9d6f-0d3c1a2b3c4d", true)]
    [InlineData("aB3dEf9hIjKlMnOpQrStUvWxYz012345", true)]
    [InlineData("recent_jobs", false)]
    [InlineData("masters", false)]
    [InlineData("monitoring", false)]
    [InlineData("supervisors", false)]
    [InlineData("master:web-1", false)]
    [InlineData("a/b", false)]
    [InlineData("é", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void MayName_AnyId_OnlyWhatLooksLikeOne(string? id, bool may) => Assert.Equal(may, HorizonKeys.MayName(id));

    [Fact]
    public void MayName_LongId_IsNone() => Assert.False(HorizonKeys.MayName(new string('a', 65)));

    [Theory]
    [InlineData("recent_jobs")]
    [InlineData("masters")]
    public async Task Finish_JobWhoseIdNamesAKeyOfHorizons_LeavesThatKeyAsItIs(string id)
    {
        await using var queue = await QueueBesideHorizon.StartAsync(redis);
        var key = queue.Horizon + id;
        await queue.Database.SortedSetAddAsync(key, "its", 1);
        var other = await queue.PushAsync(entry => Regex.Replace(
            entry, "\"(uuid|id)\":\"[^\"]*\"", match => $"\"{match.Groups[1].Value}\":\"{id}\""));
        await queue.FinishAsync(await queue.ClaimAsync());

        // What comes later is written later.
        var uuid = await queue.PushAsync();
        await queue.FinishAsync(await queue.ClaimAsync());
        await queue.StatusAsync(uuid, "completed");

        Assert.NotEqual(other, uuid);
        Assert.Equal(RedisType.SortedSet, await queue.Database.KeyTypeAsync(key));
        Assert.Null(await queue.Database.KeyTimeToLiveAsync(key));
        Assert.Contains("its", (await queue.Database.SortedSetRangeByRankAsync(key)).Select(member => (string?)member));
        Assert.DoesNotContain(id, (await queue.Database.SortedSetRangeByRankAsync(key)).Select(member => (string?)member));
    }

    [Fact]
    public async Task Clear_JobsOnTheListAndInALane_ArePendingNoMore()
    {
        await using var queue = await QueueBesideHorizon.StartAsync(redis);
        var runs = await queue.PushAsync();
        await queue.ClaimAsync();
        await queue.StatusAsync(runs, "reserved");
        await queue.PushAsync();
        await queue.PushAsync();
        await Eventually.EqualAsync(3, async () => (await queue.MembersAsync("pending_jobs")).Length);

        Assert.Equal(2, await queue.Queue.Operations.ClearAsync(default));

        await Eventually.EqualAsync(1, async () => (await queue.MembersAsync("pending_jobs")).Length);
        Assert.Equal([runs], await queue.MembersAsync("pending_jobs"));
    }
}
