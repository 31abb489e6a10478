using TgWorker.Core.Lanes;
using TgWorker.Core.Queues;

namespace TgWorker.Testing.Conformance;

/// <summary>A running job that an operator cancels: the worker that runs it is told, and no other, for as long as it does.</summary>
internal sealed class LaneCancellingContract(IQueueUnderTest underTest) : QueueContract(underTest)
{
    private const string By = "ada@web1, for a test";

    [Rule]
    public async Task Cancel_HeadThatRuns_TellsItsWorkerUntilItHasEnded()
    {
        var (session, other) = (await JoinAsync(), await JoinAsync());
        await PushAsync(new("a", "a1") { Uuid = "u" }, new("a", "a2"), new("b", "b1"));
        var runs = (await ClaimAsync(session)).ToDictionary(delivery => delivery.Lane);

        Assert.Equal(LaneChangeKind.Done, (await CancelAsync("a")).Kind);

        Assert.Equal(By, (await Queue.Lanes.LookAsync("a", default))!.CancelledBy);
        Assert.Null((await Queue.Lanes.LookAsync("b", default))!.CancelledBy);
        Assert.Empty(await CancelledAsync(other));
        var expected = new CancelledRun("a", runs["a"].Fence, By);
        Assert.Equal([expected], await CancelledAsync(session));
        // An answer may be lost.
        Assert.Equal([expected], await CancelledAsync(session));
        var settled = await FailAsync(session, runs["a"], takeNext: true);
        Assert.Equal("a2", Text(settled.Next!));
        Assert.Null((await Queue.Lanes.LookAsync("a", default))!.CancelledBy);
        Assert.Empty(await CancelledAsync(session));
        Assert.True((await FinishAsync(session, settled.Next!)).Accepted);
        Assert.Equal("u", Assert.Single(await ListFailedAsync()).Id);
    }

    [Rule]
    public async Task Cancel_SeveralLanes_TellsOfEach()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("b", "b1"), new("c", "c1"));
        var runs = await ClaimAsync(session);

        await CancelAsync("a");
        await CancelAsync("c");
        await CancelAsync("c");

        Assert.Equal(
            runs.Where(run => run.Lane != "b").Select(run => run.Fence).Order(),
            (await CancelledAsync(session)).Select(run => run.Fence).Order());
    }

    [Rule(true)]
    [Rule(false)]
    public async Task Cancel_RunThatEndsAllTheSame_IsNotMeantForTheNext(bool takeNext)
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"));
        var head = await ClaimOneAsync(session);
        await CancelAsync("a");

        var next = (await FinishAsync(session, head, takeNext)).Next ?? await ClaimOneAsync(session);

        Assert.Empty(await CancelledAsync(session));
        Assert.True((await FinishAsync(session, next)).Accepted);
        Assert.Empty(await ListFailedAsync());
    }

    [Rule]
    public async Task Cancel_JobThatIsParked_IsNotMeantForItsNextTry()
    {
        var session = await JoinAsync();
        await PushAsync(new Entry("a", "a1"));
        var head = await ClaimOneAsync(session);
        await CancelAsync("a");

        await session.ParkAsync(head, TimeSpan.Zero, 1, default);

        Assert.Empty(await CancelledAsync(session));
        Assert.Equal("a1", Text(await ClaimOneAsync(session)));
        Assert.Empty(await CancelledAsync(session));
    }

    [Rule]
    public async Task Cancel_WorkerDiesBeforeItIsTold_IsNotMeantForTheNextDelivery()
    {
        var session = await JoinAsync();
        await PushAsync(new Entry("a", "a1"));
        await ClaimOneAsync(session);
        await CancelAsync("a");

        await LapseAsync(session);
        var heir = await JoinAsync();
        await heir.RenewAsync(default);
        var again = await ClaimOneAsync(heir);

        Assert.Equal(("a1", 1), (Text(again), again.Lapses));
        Assert.Empty(await CancelledAsync(heir));
    }

    [Rule]
    public async Task Cancel_NobodyRunsIt_DoesNothing()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"));
        await session.ParkAsync(await ClaimOneAsync(session), TimeSpan.FromMinutes(1), 1, default);

        Assert.Equal(LaneChangeKind.NotRunning, (await CancelAsync("a")).Kind);

        await AdvanceAsync(TimeSpan.FromMinutes(1));
        var head = await ClaimOneAsync(session);
        Assert.Empty(await CancelledAsync(session));
        await LapseAsync(session);
        Assert.Equal(LaneChangeKind.NotRunning, (await CancelAsync("a")).Kind);
        Assert.Equal("a1", Text(head));
    }

    [Rule]
    public async Task Cancel_AnotherJobIsTheHead_DoesNothing()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"));
        var head = await ClaimOneAsync(session);
        var first = await HandleAsync("a");
        await FinishAsync(session, head, takeNext: true);

        foreach (var handle in (string[])[first, "nonsense", "", "1:2", "9999:" + new string('0', 40)])
        {
            Assert.Equal(LaneChangeKind.Gone, (await Queue.Lanes.CancelAsync("a", handle, By, default)).Kind);
        }

        Assert.Equal(LaneChangeKind.Gone, (await Queue.Lanes.CancelAsync("b", first, By, default)).Kind);
        Assert.Empty(await CancelledAsync(session));
    }

    [Rule]
    public async Task Cancel_LaneIsPausedToo_IsToldAndStaysPaused()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"));
        var head = await ClaimOneAsync(session);
        await Queue.Lanes.PauseAsync("a", default);

        await CancelAsync("a");

        Assert.Equal(head.Fence, Assert.Single(await CancelledAsync(session)).Fence);
        Assert.Null((await FailAsync(session, head, takeNext: true)).Next);
        Assert.Empty(await ClaimAsync(session));
        Assert.True(await Queue.Lanes.ContinueAsync("a", default));
        Assert.Equal(["a2"], await RunAllAsync(session));
    }

    private async Task<LaneChange> CancelAsync(string lane) => await Queue.Lanes.CancelAsync(lane, await HandleAsync(lane), By, default);

    private async Task<string> HandleAsync(string lane) => Assert.Single(await Queue.Lanes.ReadAsync(lane, 0, 1, default)).Handle;

    private static async Task<IReadOnlyList<CancelledRun>> CancelledAsync(IQueueSession session) =>
        (await session.RenewAsync(default)).Cancelled ?? [];
}
