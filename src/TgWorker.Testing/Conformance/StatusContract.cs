using TgWorker.Core.Queues;

namespace TgWorker.Testing.Conformance;

/// <summary>What the queue says of itself.</summary>
internal sealed class StatusContract(IQueueUnderTest underTest) : QueueContract(underTest)
{
    private static DateTimeOffset Earlier { get; } = DateTimeOffset.UnixEpoch;

    [Rule]
    public async Task Status_EmptyQueue_CountsNothing()
    {
        var status = await Queue.GetStatusAsync(default);

        Assert.Equal(Queue.Name, status.Queue);
        Assert.Equal((0, 0, 0, 0, 0, 0, 0, 0), Counts(status));
        Assert.False(status.Paused);
        Assert.Empty(status.Workers);
    }

    [Rule]
    public async Task Status_EntriesNobodyClaimed_ArePending()
    {
        await PushAsync(new("a", "a1"), new("a", "a2"), new("b", "b1"));

        Assert.Equal((3, 0, 0, 0, 0, 0, 0, 0), Counts(await Queue.GetStatusAsync(default)));
    }

    [Rule]
    public async Task Status_JobsInEveryState_AreEachCountedOnce()
    {
        var session = await JoinAsync();
        await PushAsync(
            new("held", "1"), new("held", "2"), new("ready", "1"), new("ready", "2"), new("parked", "1"), new("stopped", "1"),
            new("stopped", "2"), new("failed", "1"));
        var deliveries = (await ClaimAsync(session)).ToDictionary(delivery => delivery.Lane);
        await FinishAsync(session, deliveries["ready"]);
        await session.ParkAsync(deliveries["parked"], TimeSpan.FromHours(1), 1, default);
        await FailAsync(session, deliveries["stopped"], holdLane: true);
        await FailAsync(session, deliveries["failed"]);

        var status = await Queue.GetStatusAsync(default);

        Assert.Equal((0, 0, 5, 4, 1, 2, 1, 2), Counts(status));
        var worker = Assert.Single(status.Workers);
        Assert.Equal((session.Incarnation, 1), (worker.Incarnation, worker.Lanes));
        Assert.InRange(worker.LeaseLeft, TimeSpan.FromTicks(1), Settings.Lease);
    }

    [Rule]
    public async Task Status_UpdateBehindOneThatRuns_Waits()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1") { PushedAt = Earlier }, new("a", "a2") { PushedAt = Earlier });
        var head = await ClaimOneAsync(session);

        var behind = (await Queue.GetStatusAsync(default)).LongestWait;
        await FinishAsync(session, head, takeNext: true);
        var alone = (await Queue.GetStatusAsync(default)).LongestWait;

        Assert.True(behind is not null, "An update waits behind one that runs, and the status does not say so.");
        Assert.True(alone is null, "The status says that an update waits; all are run.");
    }

    [Rule]
    public async Task Status_UpdateBehindOneThatWaitsForItsNextTry_Waits()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1") { PushedAt = Earlier }, new("a", "a2") { PushedAt = Earlier });
        await session.ParkAsync(await ClaimOneAsync(session), TimeSpan.FromHours(1), 1, default);

        Assert.True((await Queue.GetStatusAsync(default)).LongestWait is not null,
            "An update waits behind one that is to be tried again, and the status does not say so.");
    }

    [Rule]
    public async Task Status_LanesThatNobodyServes_Wait()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1") { PushedAt = Earlier }, new("b", "b1") { PushedAt = Earlier });
        Assert.Equal(2, (await ClaimAsync(session)).Count);
        await LeaveAsync(session);

        var status = await Queue.GetStatusAsync(default);

        Assert.Equal(2, status.ReadyNow);
        Assert.True(status.LongestWait is not null, "Updates wait in lanes that are ready, and the status does not say so.");
    }

    [Rule]
    public async Task Status_LapsedWorker_IsShownUntilItsLanesAreTakenOver()
    {
        var session = await JoinAsync();
        var another = await JoinAsync();
        await PushAsync(new Entry("a", "a1"));
        await ClaimAsync(session);
        await LapseAsync(session);

        var dead = (await Queue.GetStatusAsync(default)).Workers.Single(worker => worker.Incarnation == session.Incarnation);
        await another.RenewAsync(default);

        Assert.True(dead.LeaseLeft <= TimeSpan.Zero);
        Assert.Equal(another.Incarnation, Assert.Single((await Queue.GetStatusAsync(default)).Workers).Incarnation);
    }

    private static (long, long, long, long, long, long, long, long) Counts(QueueStatus status) => (
        status.Pending, status.Delayed, status.InLanes, status.Lanes, status.Held, status.Ready, status.Stopped, status.Failed);
}
