using TgWorker.Core.Queues;
using TgWorker.Redis.Tests.Laravel;
using TgWorker.TestSupport.Redis;
using Xunit;

namespace TgWorker.Redis.Tests.FailedJobs;

/// <summary>A retry that Horizon's dashboard made of a failed job takes that job's place.</summary>
public sealed class RetriedElsewhereTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    [Theory]
    [InlineData(true, "1 2 3")]
    [InlineData(false, "2 1 3")] // 2 was ready before anybody looked at the list.
    public async Task Claim_RetryOfAFailedJob_RunsOnceAndBeforeWhatWaits(bool hold, string order)
    {
        await using var queue = await LaravelQueue.StartAsync(redis);
        var session = await queue.Queue.JoinAsync(default);
        await queue.PushAsync(LaravelQueue.Job(LaravelQueue.Ours, 1, uuid: "u-1"), LaravelQueue.Job(LaravelQueue.Ours, 2));
        await FailAsync(session, hold);
        await queue.PushAsync(LaravelQueue.Job(LaravelQueue.Ours, 3), Retry("u-2", "u-1"));

        var ran = await LaravelQueue.RunAllAsync(session);

        Assert.Equal(order, string.Join(' ', ran));
        Assert.Empty(await queue.Queue.FailedJobs.RetryAsync(["u-1"], atTail: false, default));
        Assert.Equal((0, 0, 0), (
            await queue.Database.HashLengthAsync(queue.Key + ":failed:jobs"),
            await queue.Database.SortedSetLengthAsync(queue.Key + ":failed"),
            await queue.Database.HashLengthAsync(queue.Key + ":stopped")));
    }

    [Fact]
    public async Task Claim_RetryOfAJobThatIsNoFailedOne_RunsInItsTurn()
    {
        await using var queue = await LaravelQueue.StartAsync(redis);
        var session = await queue.Queue.JoinAsync(default);
        await queue.PushAsync(LaravelQueue.Job(LaravelQueue.Ours, 2), Retry("u-2", "u-1"));

        Assert.Equal([2, 1], await LaravelQueue.RunAllAsync(session));
    }

    [Fact]
    public async Task Claim_RetryWhileTheChatIsRun_ComesNext()
    {
        await using var queue = await LaravelQueue.StartAsync(redis);
        var session = await queue.Queue.JoinAsync(default);
        await queue.PushAsync(LaravelQueue.Job(LaravelQueue.Ours, 1, uuid: "u-1"), LaravelQueue.Job(LaravelQueue.Ours, 2),
            LaravelQueue.Job(LaravelQueue.Ours, 3));
        await FailAsync(session, hold: false);
        var running = Assert.Single(await LaravelQueue.ClaimAsync(session));
        await queue.PushAsync(Retry("u-2", "u-1"));
        Assert.Empty(await LaravelQueue.ClaimAsync(session));

        var next = Assert.Single(await session.FinishAsync([running], takeNext: true, default)).Next!;

        Assert.Equal((2L, 1L), (running.Job.UpdateId, next.Job.UpdateId));
        await session.FinishAsync([next], takeNext: false, default);
        Assert.Equal([3], await LaravelQueue.RunAllAsync(session));
    }

    private static async Task FailAsync(IQueueSession session, bool hold) => await session.FailAsync(
        Assert.Single((await session.ClaimAsync(1, default)).Granted), new Failure("It broke.", 1, hold), takeNext: false, default);

    private static byte[] Retry(string uuid, string of) =>
        LaravelQueue.Job(LaravelQueue.Ours, 1, uuid: uuid, change: job => job["retry_of"] = of);
}
