using TgWorker.Core.Lanes;
using TgWorker.Redis.Tests.Laravel;
using TgWorker.TestSupport.Redis;
using Xunit;

namespace TgWorker.Redis.Tests.Damage;

/// <summary>A number that is no time, wherever it stands, stops no command that looks.</summary>
public sealed class DamagedWorkersTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private const string Card =
        """{"host":"h","pid":1,"version":"1","started":TIME,"lease":TIME,"running":1,"slots":1,"finished":1,"failed":1,"rate":1}""";

    [Theory]
    [InlineData("9223372036854775807", double.PositiveInfinity)]
    [InlineData("-9223372036854775808", 1e300)]
    [InlineData("1e300", -1e300)]
    [InlineData("\"soon\"", 9e15)]
    public async Task Status_NumbersThatAreNoTimes_ShowsTheWorkerAndTheLane(string time, double score)
    {
        await using var queue = await LaravelQueue.StartAsync(redis);
        await queue.PushAsync(LaravelQueue.Job(LaravelQueue.Ours, 1));
        var session = await queue.Queue.JoinAsync(default);
        await session.ParkAsync(Assert.Single(await LaravelQueue.ClaimAsync(session)), TimeSpan.FromHours(1), failures: 0, default);
        await queue.Database.HashSetAsync(
            queue.Key + ":replicas", session.Incarnation, Card.Replace("TIME", time, StringComparison.Ordinal));
        await queue.Database.SortedSetAddAsync(queue.Key + ":workers", session.Incarnation, score);
        await queue.Database.SortedSetAddAsync(queue.Key + ":ready", "main:1", score);

        var status = await queue.Queue.GetStatusAsync(default);

        var worker = Assert.Single(status.Workers);
        Assert.Equal(session.Incarnation, worker.Incarnation);
        _ = DateTimeOffset.UtcNow + worker.LeaseLeft + (worker.Replica?.Lease ?? TimeSpan.Zero);
        Assert.Contains(
            await queue.Queue.Lanes.ListAsync(score > 0 ? LaneGroup.Waiting : LaneGroup.Ready, 10, default), lane => lane.Lane == "main:1");
        Assert.NotNull(await queue.Queue.Lanes.LookAsync("main:1", default));
    }
}
