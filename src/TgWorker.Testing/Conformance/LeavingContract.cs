using TgWorker.Core.Queues;

namespace TgWorker.Testing.Conformance;

/// <summary>How a worker goes.</summary>
internal sealed class LeavingContract(IQueueUnderTest underTest) : QueueContract(underTest)
{
    [Rule]
    public async Task Leave_HeldLanes_AreGrantedToOthersAtOnceWithoutALapse()
    {
        var session = await JoinAsync();
        var another = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"), new("b", "b1"));
        var held = await ClaimAsync(session);

        await LeaveAsync(session);

        var taken = await ClaimAsync(another);
        Assert.Equal(["a1", "b1"], Texts(taken).Order());
        Assert.All(taken, delivery => Assert.Equal((0, 0), (delivery.Lapses, delivery.Failures)));
        Assert.All(taken, delivery => Assert.True(delivery.Fence > held.Single(old => old.Lane == delivery.Lane).Fence));
    }

    [Rule]
    public async Task Leave_HeldLane_GoesBeforeAllReadyLanes()
    {
        var session = await JoinAsync();
        var another = await JoinAsync();
        await PushAsync(new("a", "a1"), new("b", "b1"), new("b", "b2"));
        await ClaimAsync(session, 1);
        await FinishAsync(another, await ClaimOneAsync(another));

        await LeaveAsync(session);

        Assert.Equal(["a1"], Texts(await ClaimAsync(another, 1)));
    }

    [Rule]
    public async Task Leave_Outcomes_AreRefused()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("b", "b1"));
        var deliveries = await ClaimAsync(session);

        await LeaveAsync(session);

        Assert.False((await FinishAsync(session, deliveries[0])).Accepted);
        Assert.False(await session.ParkAsync(deliveries[1], TimeSpan.Zero, 1, default));
        await Assert.ThrowsAsync<LeaseLostException>(async () => await session.ClaimAsync(1, default));
        await Assert.ThrowsAsync<LeaseLostException>(async () => await session.RenewAsync(default));
        Assert.Equal(["a1", "b1"], (await RunAllAsync(await JoinAsync())).Order());
    }

    [Rule]
    public async Task Leave_Twice_IsNoError()
    {
        var session = await JoinAsync();
        await LeaveAsync(session);

        await session.LeaveAsync(default);
        await session.DisposeAsync();

        Assert.DoesNotContain((await Queue.GetStatusAsync(default)).Workers, worker => worker.Incarnation == session.Incarnation);
    }
}
