using TgWorker.Core.Working;

namespace TgWorker.Core.Tests.Working;

public class SlotGateTests
{
    [Fact]
    public async Task Acquire_StrictPriority_TheFirstQueueThatWaitsGoesFirst()
    {
        var gate = new SlotGate(1, queues: 2);
        Assert.Equal(1, await Acquire(gate, 0));
        var low = Acquire(gate, 1);
        var high = Acquire(gate, 0);

        gate.Release(1, 0);
        Assert.Equal(1, await high);
        Assert.False(low.IsCompleted);
        gate.Release(1, 0);
        Assert.Equal(1, await low);
    }

    [Fact]
    public async Task Acquire_RetryOfALaterQueue_GoesBeforeClaims()
    {
        var gate = new SlotGate(1, queues: 2);
        await Acquire(gate, 0);
        var claim = Acquire(gate, 0);
        var retry = gate.AcquireAsync(1, 1, isRetry: true, default).AsTask();

        gate.Release(1, 0);
        await retry;
        Assert.False(claim.IsCompleted);
    }

    [Fact]
    public async Task Wake_AClaimWaits_ItGoesOnWithoutASlotAndNoneIsLost()
    {
        var gate = new SlotGate(1, queues: 2);
        await Acquire(gate, 0);
        using var givenUp = new CancellationTokenSource();
        var cancelled = gate.AcquireAsync(1, 0, isRetry: false, givenUp.Token).AsTask();
        var claim = Acquire(gate, 0);
        var retry = gate.AcquireAsync(1, 0, isRetry: true, default).AsTask();
        var other = Acquire(gate, 1);
        await givenUp.CancelAsync();

        gate.Wake(0);
        gate.Wake(0);

        Assert.Equal(0, await claim);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.False(retry.IsCompleted || other.IsCompleted);
        gate.Release(1, 0);
        Assert.Equal(1, await retry);
        gate.Release(1, 0);
        Assert.Equal(1, await other);
    }

    [Fact]
    public async Task Acquire_WeightsOf3To1_SlotsSettleAt3To1()
    {
        var gate = new SlotGate(8, queues: 2, weights: [3, 1]);
        await Acquire(gate, 1, 8);
        Task<int>[] waiting = [Acquire(gate, 0), Acquire(gate, 1)];
        for (var turn = 0; turn < 40; turn++)
        {
            gate.Release(1, gate.HeldBy(turn % 2) > 0 ? turn % 2 : 1 - (turn % 2));
            var granted = Array.IndexOf(waiting, await Task.WhenAny(waiting));
            waiting[granted] = Acquire(gate, granted);
        }

        Assert.Equal((6, 2, 0), (gate.HeldBy(0), gate.HeldBy(1), gate.Free));
    }

    [Fact]
    public async Task Acquire_WeightedQueueAlone_GetsAllSlots()
    {
        var gate = new SlotGate(8, queues: 2, weights: [3, 1]);

        Assert.Equal(8, await Acquire(gate, 1, 8));
    }

    [Fact]
    public async Task Acquire_AnotherQueueHasABacklog_GetsItsShareAndMoreOnceTheBacklogIsGone()
    {
        var gate = new SlotGate(8, queues: 2, weights: [3, 1]);
        gate.NoteBacklog(0, true);
        Assert.Equal(2, await Acquire(gate, 1, 8));
        var more = Acquire(gate, 1, 8);
        Assert.False(more.IsCompleted);

        gate.NoteBacklog(0, false);

        Assert.Equal(6, await more);
    }

    [Fact]
    public async Task Acquire_AtItsLimit_WaitsThoughSlotsAreFreeUntilTheLimitIsRaised()
    {
        var gate = new SlotGate(8, queues: 2, limits: [2, 6]);
        Assert.Equal(2, await Acquire(gate, 0, 8));
        var more = Acquire(gate, 0, 8);
        Assert.False(more.IsCompleted);
        Assert.Equal(6, gate.Free);

        gate.Limit(0, 5);
        Assert.Equal(3, await more);

        gate.Limit(0, 1);
        Assert.False(gate.IsWithinLimit(0));
    }

    [Fact]
    public async Task Release_TheOneWaitingHasGivenUp_TheSlotGoesToTheNext()
    {
        var gate = new SlotGate(1, queues: 2);
        await Acquire(gate, 0);
        using var giveUp = new CancellationTokenSource();
        var gone = gate.AcquireAsync(1, 0, isRetry: false, giveUp.Token).AsTask();
        var next = Acquire(gate, 1);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);

        gate.Release(1, 0);

        Assert.Equal(1, await next);
        Assert.Equal((0, 1, 0), (gate.HeldBy(0), gate.HeldBy(1), gate.Free));
    }

    private static Task<int> Acquire(SlotGate gate, int queue, int most = 1) =>
        gate.AcquireAsync(most, queue, isRetry: false, default).AsTask();
}
