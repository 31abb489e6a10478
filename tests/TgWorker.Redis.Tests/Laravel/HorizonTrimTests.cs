using TgWorker.Redis.Horizon;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Waiting;
using Xunit;

namespace TgWorker.Redis.Tests.Laravel;

public sealed class HorizonTrimTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private static readonly TimeSpan OneHour = TimeSpan.FromHours(1);

    [Theory]
    [InlineData("recent_jobs", 1)]
    [InlineData("pending_jobs", 1)]
    [InlineData("completed_jobs", 1)]
    [InlineData("silenced_jobs", 1)]
    [InlineData("failed_jobs", 7 * 24)]
    [InlineData("recent_failed_jobs", 7 * 24)]
    [InlineData("monitored_jobs", 7 * 24)]
    public async Task Renew_NoMasterRuns_OldJobsAreTrimmed(string set, int hours)
    {
        await using var queue = await QueueBesideHorizon.StartAsync(redis);
        var age = hours * OneHour;
        await AddAsync(queue, set, "old", age + TimeSpan.FromMinutes(1));
        await AddAsync(queue, set, "young", age - TimeSpan.FromMinutes(1));

        await queue.Session.RenewAsync(default);

        await Eventually.EqualAsync("young", async () => string.Join(',', await queue.MembersAsync(set)));
    }

    [Fact]
    public async Task Renew_MoreOldJobsThanOneStepRemoves_AllAreTrimmed()
    {
        await using var queue = await QueueBesideHorizon.StartAsync(redis);
        await queue.Database.SortedSetAddAsync(
            queue.Horizon + "recent_jobs",
            [.. Enumerable.Range(1, 2500).Select(i => new StackExchange.Redis.SortedSetEntry($"old {i}", -i))]);

        await queue.Session.RenewAsync(default);

        await Eventually.EqualAsync(0, async () => (await queue.MembersAsync("recent_jobs")).Length);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(60, false)]
    public async Task Renew_AMasterWasSeen_IsLeftToItWhileItLives(int secondsAgo, bool left)
    {
        await using var queue = await QueueBesideHorizon.StartAsync(redis);
        await AddAsync(queue, "recent_jobs", "old", 2 * OneHour);
        await queue.Database.SortedSetAddAsync(
            queue.Horizon + "masters", "vm-V81K", DateTimeOffset.UtcNow.ToUnixTimeSeconds() - secondsAgo);

        await queue.Session.RenewAsync(default);
        await queue.Queue.DisposeAsync();

        Assert.Equal(left ? ["old"] : [], await queue.MembersAsync("recent_jobs"));
    }

    private static Task<bool> AddAsync(QueueBesideHorizon queue, string set, string member, TimeSpan age) =>
        queue.Database.SortedSetAddAsync(queue.Horizon + set, member, HorizonTime.NewestFirst(DateTimeOffset.UtcNow - age));
}
