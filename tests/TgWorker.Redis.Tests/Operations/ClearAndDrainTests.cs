using TgWorker.Core.Queues;
using TgWorker.Redis.Tests.Conformance;
using TgWorker.TestSupport.Redis;
using TgWorker.Testing.Conformance;
using Xunit;

namespace TgWorker.Redis.Tests.Operations;

public sealed class ClearAndDrainTests(RedisFixture redis) : RedisQueueTest(new RedisQueueUnderTest(redis)), IClassFixture<RedisFixture>
{
    private IQueueOperations Operations => Queue.Operations;

    [Fact]
    public async Task Clear_ListAndLanes_DeletesAllButWhatRuns()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"), new("a", "a3"), new("b", "b1"));
        var running = (await ClaimAsync(session)).Single(delivery => delivery.Lane == "a");
        await PushAsync(new("a", "a4"), new("c", "c1"));

        Assert.Equal(4, await Operations.ClearAsync(default));

        await PushAsync(new("a", "a5"), new("a", "a6"));
        Assert.Empty((await session.ClaimAsync(Plenty, default)).Granted);
        var next = (await FinishAsync(session, running, takeNext: true)).Next;
        Assert.Equal("a5", Text(next!));
        Assert.Equal("a6", Text((await FinishAsync(session, next!, takeNext: true)).Next!));
    }

    [Fact]
    public async Task Clear_LaneOnHold_StaysOnHold()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1") { Uuid = "u" }, new("a", "a2"));
        await FailAsync(session, await ClaimOneAsync(session), holdLane: true);

        Assert.Equal(1, await Operations.ClearAsync(default));

        await PushAsync(new Entry("a", "a3"));
        Assert.Empty(await ClaimAsync(session));
        await FailedJobs.RetryAsync("u", atTail: false, default);
        Assert.Equal(["a1", "a3"], await RunAllAsync(session));
    }

    [Fact]
    public async Task Drain_Lanes_GoBackBeforeTheListInOrderAndAreNoDuplicatesOfThemselves()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1") { UpdateId = 1 }, new("a", "a2") { UpdateId = 2 }, new("b", "b1") { UpdateId = 3 });
        await ClaimAsync(session);
        await LeaveAsync(session);
        await PushAsync(new Entry("a", "a3") { UpdateId = 4 });

        Assert.Equal(3, await Operations.DrainAsync(default));

        var status = await Queue.GetStatusAsync(default);
        Assert.Equal((4, 0, 0, 0), (status.Pending, status.InLanes, status.Lanes, status.Ready));
        var ran = await RunAllAsync(await JoinAsync());
        Assert.Equal(["a1", "a2", "a3"], ran.Where(text => text[0] == 'a'));
        Assert.Equal(4, ran.Count);
    }

    [Fact]
    public async Task Drain_AWorkerRunsAJob_Refuses()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"));
        var running = await ClaimOneAsync(session);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Operations.DrainAsync(default));

        Assert.Contains("pause the queue or stop the workers", refused.Message, StringComparison.Ordinal);
        Assert.Equal("a2", Text((await FinishAsync(session, running, takeNext: true)).Next!));
    }

    [Fact]
    public async Task Drain_ThatRefuses_DoesNotForgetWhichUpdatesWereSeen()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1") { UpdateId = 1 }, new("a", "a2") { UpdateId = 2 });
        var running = await ClaimOneAsync(session);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Operations.DrainAsync(default));
        var next = (await FinishAsync(session, running, takeNext: true)).Next;
        await FinishAsync(session, next!);

        await PushAsync(new("a", "a1 again") { UpdateId = 1 }, new("a", "a2 again") { UpdateId = 2 });

        Assert.Empty(await RunAllAsync(session));
    }
}
