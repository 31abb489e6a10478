namespace TgWorker.Testing.Conformance;

/// <summary>How a worker without work waits for some.</summary>
internal sealed class WaitingContract(IQueueUnderTest underTest) : QueueContract(underTest)
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(500);

    [Rule]
    public async Task Wait_EntryOnTheList_ReturnsAndTakesNothing()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"), new("b", "b1"));

        await Eventually.DoneAsync(session.WaitAsync(Long, default).AsTask());

        Assert.Equal(3, (await Queue.GetStatusAsync(default)).Pending);
        Assert.Equal(["a1", "b1"], Texts(await ClaimAsync(session)));
    }

    [Rule]
    public async Task Wait_ReadyLane_Returns()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"));
        await FinishAsync(session, await ClaimOneAsync(session));

        await Eventually.DoneAsync(session.WaitAsync(Long, default).AsTask());

        Assert.Equal(["a2"], Texts(await ClaimAsync(session)));
    }

    [Rule]
    public async Task Wait_Push_Returns()
    {
        var session = await JoinAsync();
        var waiting = session.WaitAsync(Long, default).AsTask();
        Assert.False(waiting.IsCompleted);

        await PushAsync(new Entry("a", "a1"));

        await Eventually.DoneAsync(waiting);
        Assert.Equal(["a1"], Texts(await ClaimAsync(session)));
    }

    [Rule]
    public async Task Wait_ParkedLaneFallsDue_Returns()
    {
        var session = await JoinAsync();
        await PushAsync(new Entry("a", "a1"));
        await session.ParkAsync(await ClaimOneAsync(session), Short, 1, default);
        var waiting = session.WaitAsync(Long, default).AsTask();

        await AdvanceAsync(Short);

        await Eventually.DoneAsync(waiting);
        Assert.Equal(["a1"], Texts(await ClaimAsync(session)));
    }

    [Rule]
    public async Task Wait_NothingComes_ReturnsAtTheLimit()
    {
        var session = await JoinAsync();
        var waiting = session.WaitAsync(Short, default).AsTask();
        Assert.False(waiting.IsCompleted);

        await AdvanceAsync(Short);

        await Eventually.DoneAsync(waiting);
        Assert.Empty(await ClaimAsync(session));
    }

    [Rule]
    public async Task Wait_OnlyBusyAndParkedLanes_GoesOn()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"), new("b", "b1"));
        var deliveries = await ClaimAsync(session);
        await session.ParkAsync(deliveries[1], TimeSpan.FromHours(1), 1, default);

        var waiting = session.WaitAsync(Long, default).AsTask();

        Assert.False(waiting.IsCompleted);
        await PushAsync(new Entry("c", "c1"));
        await Eventually.DoneAsync(waiting);
    }

    [Rule]
    public async Task Wait_Cancelled_EndsSoon()
    {
        var session = await JoinAsync();
        using var cancellation = new CancellationTokenSource();
        var waiting = session.WaitAsync(Long, cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => Eventually.DoneAsync(waiting));
        await PushAsync(new Entry("a", "a1"));
        Assert.Equal(["a1"], Texts(await ClaimAsync(session)));
    }

    [Rule]
    public async Task Wait_TwoSessions_BothReturnAtAPush()
    {
        var first = await JoinAsync();
        var second = await JoinAsync();
        var waiting = Task.WhenAll(first.WaitAsync(Long, default).AsTask(), second.WaitAsync(Long, default).AsTask());

        await PushAsync(new("a", "a1"), new("b", "b1"));

        await Eventually.DoneAsync(waiting);
        Assert.Equal(["a1"], Texts(await ClaimAsync(first, 1)));
        Assert.Equal(["b1"], Texts(await ClaimAsync(second, 1)));
    }
}
