using TgWorker.Core.Queues;
using TgWorker.Redis.Granting;
using TgWorker.Redis.Payloads;
using TgWorker.Redis.Tests.Conformance;
using TgWorker.TestSupport.Redis;
using TgWorker.Testing.Conformance;
using Xunit;

namespace TgWorker.Redis.Tests.Sessions;

public sealed class LaneJobsTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    [Fact]
    public async Task ReadHeads_JobsRetriedSinceTheGrant_ReadsTheJobThatWasGranted()
    {
        await using var underTest = new RedisQueueUnderTest(redis);
        await using var queue = await underTest.OpenAsync(new QueueSettings());
        await using var connection = await underTest.ConnectAsync();
        var session = await queue.JoinAsync(default);
        await queue.PushAsync(new Entry("a", "a1") { Uuid = "one" }.ToBytes(), default);
        await queue.PushAsync(new Entry("a", "a2") { Uuid = "two" }.ToBytes(), default);
        var first = (await session.ClaimAsync(1, default)).Granted.Single();
        var second = (await session.FailAsync(first, new Failure("broken", 1), takeNext: true, default)).Next!;
        Assert.Equal(["one"], await queue.FailedJobs.RetryAsync(["one"], atTail: false, default));

        // As a claim reads whose answer came before the retry.
        var jobs = new LaneJobs(connection, underTest.Keys, new PayloadPool(underTest.Payloads));
        var head = (await jobs.ReadHeadsAsync([new LaneHead("a", second.Fence, Number: 2)])).Single();

        Assert.Equal(new Entry("a", "a2") { Uuid = "two" }.ToBytes(), head.Payload!.Memory.ToArray());
        Assert.Equal(1, head.Number);
    }

    [Fact]
    public async Task Clear_LaneThatIsRun_NeverUsesANumberAgain()
    {
        await using var underTest = new RedisQueueUnderTest(redis);
        await using var queue = await underTest.OpenAsync(new QueueSettings());
        await using var connection = await underTest.ConnectAsync();
        var session = await queue.JoinAsync(default);
        await queue.PushAsync(new Entry("a", "a1").ToBytes(), default);
        await queue.PushAsync(new Entry("a", "a2").ToBytes(), default);
        var first = (await session.ClaimAsync(1, default)).Granted.Single();
        await queue.Operations.ClearAsync(default);
        await queue.PushAsync(new Entry("a", "a3").ToBytes(), default);
        await session.ClaimAsync(1, default);

        // What a worker that reads ahead may have read as the job after the one it runs is another job's for good.
        var jobs = new LaneJobs(connection, underTest.Keys, new PayloadPool(underTest.Payloads));
        var following = (await jobs.ReadFollowingAsync([first])).Single();
        var next = (await session.FinishAsync([first], takeNext: true, default)).Single().Next!;

        Assert.Null(following);
        Assert.Equal("a3", Entry.TextOf(next.Job));
    }
}
