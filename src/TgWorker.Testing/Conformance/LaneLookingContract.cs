using TgWorker.Core.Lanes;

namespace TgWorker.Testing.Conformance;

/// <summary>What an operator sees of one lane.</summary>
internal sealed class LaneLookingContract(IQueueUnderTest underTest) : QueueContract(underTest)
{
    [Rule]
    public async Task Look_LaneThatIsNotThere_IsNull()
    {
        await PushAsync(new Entry("a", "a1"));

        Assert.Null(await Queue.Lanes.LookAsync("a", default));
        Assert.Null(await Queue.Lanes.LookAsync("b", default));
        Assert.Empty(await Queue.Lanes.ReadAsync("a", 0, 10, default));
    }

    [Rule]
    public async Task List_EachGroup_HasTheLanesOfIt()
    {
        var session = await JoinAsync();
        await PushAsync(new("stopped", "s1") { Uuid = "u" }, new("waiting", "w1"), new("held", "h1"));
        var granted = (await ClaimAsync(session)).ToDictionary(delivery => delivery.Lane);
        await FailAsync(session, granted["stopped"], holdLane: true);
        await session.ParkAsync(granted["waiting"], TimeSpan.FromHours(1), 1, default);

        Assert.Equal(["held"], await ListAsync(LaneGroup.Held));
        Assert.Equal(["waiting"], await ListAsync(LaneGroup.Waiting));
        Assert.Equal(["stopped"], await ListAsync(LaneGroup.Stopped));
        Assert.InRange(Assert.Single(await Queue.Lanes.ListAsync(LaneGroup.Waiting, 10, default)).Time!.Value, TimeSpan.FromMinutes(59),
            TimeSpan.FromHours(1));
        Assert.Equal("u", Assert.Single(await Queue.Lanes.ListAsync(LaneGroup.Stopped, 10, default)).StoppedFor);
        Assert.Empty(await Queue.Lanes.ListAsync(LaneGroup.Held, 0, default));

        async Task<IEnumerable<string>> ListAsync(LaneGroup group) =>
            (await Queue.Lanes.ListAsync(group, 10, default)).Select(lane => lane.Lane);
    }

    [Rule]
    public async Task Look_HeadIsRun_SaysWhereAndForHowLong()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"));
        await ClaimOneAsync(session);
        await AdvanceAsync(TimeSpan.FromSeconds(1));

        var look = await LookAsync("a");

        Assert.Equal((2, session.Incarnation), (look.Jobs, look.Holder?.Incarnation));
        Assert.InRange(look.Holder!.Since, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.InRange(look.Holder.LeaseLeft, TimeSpan.FromTicks(1), Settings.Lease);
        Assert.Equal([LaneBlockKind.Running], Kinds(look));
    }

    [Rule]
    public async Task Look_WorkerIsDead_SaysSo()
    {
        var session = await JoinAsync();
        await PushAsync(new Entry("a", "a1"));
        await ClaimOneAsync(session);
        await LapseAsync(session);

        Assert.Equal([LaneBlockKind.WorkerLost], Kinds(await LookAsync("a")));
    }

    [Rule]
    public async Task Look_HeadIsParked_SaysUntilWhenAndAfterHowManyTries()
    {
        var session = await JoinAsync();
        await PushAsync(new Entry("a", "a1"));
        await session.ParkAsync(await ClaimOneAsync(session), TimeSpan.FromHours(1), 3, default);

        var look = await LookAsync("a");

        Assert.Equal([LaneBlockKind.Waiting], Kinds(look));
        Assert.InRange(look.DueIn!.Value, TimeSpan.FromMinutes(59), TimeSpan.FromHours(1));
        Assert.Equal(3, look.Failures);
        Assert.Null(look.Holder);
    }

    [Rule]
    public async Task Look_LaneIsFree_WaitsForASlotOrForAWorker()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"));
        await FinishAsync(session, await ClaimOneAsync(session));

        Assert.Equal([LaneBlockKind.NoSlot], Kinds(await LookAsync("a")));
        await LeaveAsync(session);
        Assert.Equal([LaneBlockKind.NoWorker], Kinds(await LookAsync("a")));
    }

    [Rule]
    public async Task Look_LaneIsStoppedAndTheQueueIsPaused_SaysBoth()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1") { Uuid = "u" }, new("a", "a2"));
        await FailAsync(session, await ClaimOneAsync(session), holdLane: true);
        await Queue.Operations.PauseAsync(default);

        var look = await LookAsync("a");

        Assert.Equal([LaneBlockKind.Stopped, LaneBlockKind.QueuePaused], Kinds(look));
        Assert.Equal(("u", 1), (look.StoppedFor, look.Jobs));
    }

    [Rule]
    public async Task Look_StoppedLaneWithoutJobs_IsThere()
    {
        var session = await JoinAsync();
        await PushAsync(new Entry("a", "a1") { Uuid = "u" });
        await FailAsync(session, await ClaimOneAsync(session), holdLane: true);

        var look = await LookAsync("a");

        Assert.Equal([LaneBlockKind.Stopped], Kinds(look));
        Assert.Equal(0, look.Jobs);
    }

    [Rule]
    public async Task Read_Lane_GivesItsJobsInOrderFromAnyPosition()
    {
        var session = await JoinAsync();
        await PushAsync([.. Enumerable.Range(1, 60).Select(i => new Entry("a", $"a{i}") { UpdateId = i })]);
        var head = await ClaimOneAsync(session);

        var all = await Queue.Lanes.ReadAsync("a", 0, 100, default);
        var some = await Queue.Lanes.ReadAsync("a", 30, 3, default);

        Assert.Equal(Enumerable.Range(1, 60).Select(i => $"a{i}"), all.Select(job => Entry.TextOf(job.Job)));
        Assert.Equal(Enumerable.Range(0, 60).Select(i => (long)i), all.Select(job => job.Position));
        Assert.Equal(["a31", "a32", "a33"], some.Select(job => Entry.TextOf(job.Job)));
        Assert.Equal(head.Job.Payload.ToArray(), all[0].Job.Payload.ToArray());
        Assert.Equal(60, all.Select(job => job.Handle).Distinct().Count());
        Assert.Empty(await Queue.Lanes.ReadAsync("a", 60, 10, default));
    }

    private async Task<LaneLook> LookAsync(string lane)
    {
        var look = await Queue.Lanes.LookAsync(lane, default);
        Assert.NotNull(look);
        return look;
    }

    private static IEnumerable<LaneBlockKind> Kinds(LaneLook look) => look.Blocks.Select(block => block.Kind);
}
