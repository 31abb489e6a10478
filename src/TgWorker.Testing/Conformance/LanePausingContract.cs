using TgWorker.Core.Lanes;

namespace TgWorker.Testing.Conformance;

/// <summary>A lane that an operator has paused.</summary>
internal sealed class LanePausingContract(IQueueUnderTest underTest) : QueueContract(underTest)
{
    [Rule]
    public async Task Pause_LaneThatIsFree_IsNotGrantedUntilItContinues()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"), new("b", "b1"));
        await session.ParkAsync((await ClaimAsync(session)).Single(its => its.Lane == "a"), TimeSpan.Zero, 0, default);

        Assert.True(await Queue.Lanes.PauseAsync("a", default));
        Assert.False(await Queue.Lanes.PauseAsync("a", default));
        await PushAsync(new("a", "a3"), new("c", "c1"));
        Assert.Equal(["c1"], Texts(await ClaimAsync(session)));

        Assert.True(await Queue.Lanes.ContinueAsync("a", default));
        Assert.False(await Queue.Lanes.ContinueAsync("a", default));
        Assert.Equal(["a1", "a2", "a3"], await RunAllAsync(session));
    }

    [Rule(true)]
    [Rule(false)]
    public async Task Pause_WhileTheHeadRuns_LetsItEndAndNothingFollow(bool takeNext)
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"));
        var head = await ClaimOneAsync(session);

        Assert.True(await Queue.Lanes.PauseAsync("a", default));
        var settled = await FinishAsync(session, head, takeNext);

        Assert.Equal((true, false), (settled.Accepted, settled.Next is not null));
        Assert.Empty(await ClaimAsync(session));
        Assert.Equal([LaneBlockKind.Paused], (await LookAsync("a")).Blocks.Select(block => block.Kind));
        await Queue.Lanes.ContinueAsync("a", default);
        Assert.Equal(["a2"], await RunAllAsync(session));
    }

    [Rule]
    public async Task Pause_LastJobOfTheLaneRuns_HoldsWhatComesLater()
    {
        var session = await JoinAsync();
        await PushAsync(new Entry("a", "a1"));
        var head = await ClaimOneAsync(session);
        await Queue.Lanes.PauseAsync("a", default);
        await FinishAsync(session, head, takeNext: true);

        await PushAsync(new Entry("a", "a2"));

        Assert.Empty(await ClaimAsync(session));
        await Queue.Lanes.ContinueAsync("a", default);
        Assert.Equal(["a2"], await RunAllAsync(session));
    }

    [Rule]
    public async Task Pause_LaneThatIsNotThere_HoldsWhatComes()
    {
        Assert.True(await Queue.Lanes.PauseAsync("a", default));
        var session = await JoinAsync();
        await PushAsync(new Entry("a", "a1"));

        Assert.Empty(await ClaimAsync(session));
        Assert.Equal(1, (await LookAsync("a")).Jobs);
        Assert.True(await Queue.Lanes.ContinueAsync("a", default));
        Assert.Equal(["a1"], await RunAllAsync(session));
    }

    [Rule]
    public async Task Pause_LaneThatIsNotThere_LeavesNothingBehindWhenItContinues()
    {
        await Queue.Lanes.PauseAsync("a", default);
        Assert.True(await Queue.Lanes.ContinueAsync("a", default));

        Assert.Null(await Queue.Lanes.LookAsync("a", default));
        Assert.Equal(0, (await Queue.GetStatusAsync(default)).PausedLanes);
    }

    [Rule]
    public async Task Pause_HeadFailsOrIsParkedOrItsWorkerDies_StaysPaused()
    {
        var session = await JoinAsync();
        await PushAsync(new("f", "f1"), new("f", "f2"), new("p", "p1"), new("d", "d1"), new("h", "h1") { Uuid = "u" }, new("h", "h2"));
        var deliveries = (await ClaimAsync(session)).ToDictionary(delivery => delivery.Lane);
        foreach (var lane in deliveries.Keys)
        {
            await Queue.Lanes.PauseAsync(lane, default);
        }

        await FailAsync(session, deliveries["f"], takeNext: true);
        await FailAsync(session, deliveries["h"], holdLane: true);
        await session.ParkAsync(deliveries["p"], TimeSpan.FromMinutes(1), 1, default);
        await LapseAsync(session);
        var another = await JoinAsync();
        await another.RenewAsync(default);
        await AdvanceAsync(TimeSpan.FromMinutes(2));
        await FailedJobs.RetryAsync("u", atTail: false, default);

        Assert.Empty(await ClaimAsync(another));
        Assert.Equal(4, (await Queue.GetStatusAsync(default)).PausedLanes);
        Assert.Equal(["d", "f", "h", "p"], (await Queue.Lanes.ListPausedAsync(10, default)).Select(lane => lane.Lane).Order());
        foreach (var lane in deliveries.Keys)
        {
            Assert.True(await Queue.Lanes.ContinueAsync(lane, default));
        }

        await AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(["d1", "f2", "h1", "h2", "p1"], (await RunAllAsync(another)).Order());
    }

    [Rule]
    public async Task Continue_HeadThatWaitsForItsNextTry_GoesOnWaiting()
    {
        var session = await JoinAsync();
        await PushAsync(new Entry("a", "a1"));
        await session.ParkAsync(await ClaimOneAsync(session), TimeSpan.FromMinutes(1), 1, default);

        await Queue.Lanes.PauseAsync("a", default);
        Assert.Equal([LaneBlockKind.Paused, LaneBlockKind.Waiting], (await LookAsync("a")).Blocks.Select(block => block.Kind));
        await Queue.Lanes.ContinueAsync("a", default);

        Assert.Equal([LaneBlockKind.Waiting], (await LookAsync("a")).Blocks.Select(block => block.Kind));
        Assert.Empty(await ClaimAsync(session));
        await AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(["a1"], await RunAllAsync(session));
    }

    [Rule]
    public async Task Continue_LaneThatIsStoppedToo_StaysStopped()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1") { Uuid = "u" }, new("a", "a2"));
        await FailAsync(session, await ClaimOneAsync(session), holdLane: true);
        await Queue.Lanes.PauseAsync("a", default);

        await Queue.Lanes.ContinueAsync("a", default);

        Assert.Empty(await ClaimAsync(session));
        await FailedJobs.ForgetAsync("u", default);
        Assert.Equal(["a2"], await RunAllAsync(session));
    }

    [Rule]
    public async Task Forget_JobForWhichAPausedLaneIsStopped_LeavesItPaused()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1") { Uuid = "u" }, new("a", "a2"));
        await FailAsync(session, await ClaimOneAsync(session), holdLane: true);
        await Queue.Lanes.PauseAsync("a", default);

        await FailedJobs.ForgetAsync("u", default);

        Assert.Empty(await ClaimAsync(session));
        await Queue.Lanes.ContinueAsync("a", default);
        Assert.Equal(["a2"], await RunAllAsync(session));
    }

    [Rule]
    public async Task ClearAndDrain_PausedLane_StaysPausedUntilItIsDrained()
    {
        var session = await JoinAsync();
        await PushAsync(new Entry("a", "a1"));
        await session.ParkAsync(await ClaimOneAsync(session), TimeSpan.FromHours(1), 1, default);
        await Queue.Lanes.PauseAsync("a", default);

        Assert.Equal(1, await Queue.Operations.ClearAsync(default));
        await PushAsync(new Entry("a", "a2"));
        Assert.Empty(await ClaimAsync(session));
        await LeaveAsync(session);

        Assert.Equal(1, await Queue.Operations.DrainAsync(default));
        Assert.Equal(0, (await Queue.GetStatusAsync(default)).PausedLanes);
        Assert.Equal(["a2"], await RunAllAsync(await JoinAsync()));
    }

    private async Task<LaneLook> LookAsync(string lane)
    {
        var look = await Queue.Lanes.LookAsync(lane, default);
        Assert.NotNull(look);
        return look;
    }
}
