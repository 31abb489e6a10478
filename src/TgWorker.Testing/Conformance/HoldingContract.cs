using TgWorker.Core.Queues;

namespace TgWorker.Testing.Conformance;

/// <summary>A lane that stops for a failed job until an operator acts.</summary>
internal sealed class HoldingContract(IQueueUnderTest underTest) : QueueContract(underTest)
{
    [Rule]
    public async Task Hold_Lane_StopsWhileOthersGoOn()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"), new("b", "b1"));
        var deliveries = await ClaimAsync(session);

        Assert.Equal(new Settled(true, null), await FailAsync(session, deliveries[0], holdLane: true, takeNext: true));
        await PushAsync(new("a", "a3"), new("c", "c1"));

        Assert.Equal(["c1"], Texts(await ClaimAsync(session)));
        Assert.Equal(1, (await Queue.GetStatusAsync(default)).Stopped);
    }

    [Rule]
    public async Task Hold_LaneWithoutFurtherJobs_StopsThoseThatCome()
    {
        var session = await JoinAsync();
        await PushAsync(new Entry("a", "a1") { Uuid = "u" });
        await FailAsync(session, await ClaimOneAsync(session), holdLane: true);
        await PushAsync(new Entry("a", "a2"));
        Assert.Empty(await ClaimAsync(session));

        await FailedJobs.ForgetAsync("u", default);

        Assert.Equal(["a2"], await RunAllAsync(session));
    }

    [Rule]
    public async Task Retry_JobThatHoldsItsLane_RunsItFirst()
    {
        var session = await HoldAsync();

        Assert.True(await FailedJobs.RetryAsync("u", atTail: false, default));

        Assert.Equal(["a1", "a2", "a3"], await RunAllAsync(session));
    }

    [Rule]
    public async Task Retry_JobThatHoldsItsLaneAtTheTail_RunsItLast()
    {
        var session = await HoldAsync();

        Assert.True(await FailedJobs.RetryAsync("u", atTail: true, default));

        Assert.Equal(["a2", "a3", "a1"], await RunAllAsync(session));
    }

    [Rule]
    public async Task Forget_JobThatHoldsItsLane_LetsTheLaneGoOn()
    {
        var session = await HoldAsync();

        Assert.True(await FailedJobs.ForgetAsync("u", default));

        Assert.Equal(["a2", "a3"], await RunAllAsync(session));
        Assert.Equal(0, (await Queue.GetStatusAsync(default)).Stopped);
    }

    [Rule]
    public async Task Flush_JobsThatHoldTheirLanes_LetsTheLanesGoOn()
    {
        var session = await HoldAsync();
        await PushAsync(new("b", "b1"), new("b", "b2"));
        await FailAsync(session, await ClaimOneAsync(session), holdLane: true);

        Assert.Equal(2, await FailedJobs.FlushAsync(default));

        Assert.Equal(["a2", "a3", "b2"], (await RunAllAsync(session)).Order());
    }

    [Rule]
    public async Task Forget_JobThatFailedInTheLaneBefore_DoesNotLetItGoOn()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1") { Uuid = "u1" }, new("a", "a2") { Uuid = "u2" }, new("a", "a3"));
        var second = (await FailAsync(session, await ClaimOneAsync(session), takeNext: true)).Next!;
        await FailAsync(session, second, holdLane: true);

        await FailedJobs.ForgetAsync("u1", default);

        Assert.Empty(await ClaimAsync(session));
    }

    [Rule]
    public async Task Hold_SameJobAgain_StopsTheLaneAgain()
    {
        var session = await HoldAsync();
        await FailedJobs.RetryAsync("u", atTail: false, default);

        await FailAsync(session, await ClaimOneAsync(session), holdLane: true);

        Assert.Empty(await ClaimAsync(session));
        Assert.True(await FailedJobs.ForgetAsync("u", default));
        Assert.Equal(["a2", "a3"], await RunAllAsync(session));
    }

    private async Task<IQueueSession> HoldAsync()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1") { Uuid = "u" }, new("a", "a2"), new("a", "a3"));
        await FailAsync(session, await ClaimOneAsync(session), holdLane: true);
        return session;
    }
}
