namespace TgWorker.Testing.Conformance;

/// <summary>Lanes whose head waits for its next try.</summary>
internal sealed class ParkingContract(IQueueUnderTest underTest) : QueueContract(underTest)
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(10);

    [Rule]
    public async Task Park_BeforeItIsDue_IsNotGranted()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"), new("b", "b1"));

        Assert.True(await session.ParkAsync((await ClaimAsync(session, 1))[0], Delay, 1, default));

        Assert.Equal(["b1"], Texts(await ClaimAsync(session)));
    }

    [Rule]
    public async Task Park_WhenItIsDue_IsGrantedToAnyWorkerWithItsFailedTries()
    {
        var session = await JoinAsync();
        var another = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"));
        var parked = await ClaimOneAsync(session);
        await session.ParkAsync(parked, Delay, 3, default);

        await AdvanceAsync(Delay);

        var again = await ClaimOneAsync(another);
        Assert.Equal(("a1", 3, 0), (Text(again), again.Failures, again.Lapses));
        Assert.True(again.Fence > parked.Fence);
        Assert.Equal("a2", Text((await FinishAsync(another, again, takeNext: true)).Next!));
    }

    [Rule]
    public async Task Park_WithoutDelay_GoesBeforeAllReadyLanes()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("b", "b1"), new("b", "b2"), new("c", "c1"));
        var deliveries = await ClaimAsync(session);
        await FinishAsync(session, deliveries[1]);
        await session.ParkAsync(deliveries[2], TimeSpan.Zero, 0, default);

        Assert.True(await session.ParkAsync(deliveries[0], TimeSpan.Zero, 2, default));

        var front = Assert.Single(await ClaimAsync(session, 1));
        Assert.Equal(("a1", 2), (Text(front), front.Failures));
    }

    [Rule]
    public async Task Park_Twice_IsRefused()
    {
        var session = await JoinAsync();
        await PushAsync(new Entry("a", "a1"));
        var delivery = await ClaimOneAsync(session);
        await session.ParkAsync(delivery, Delay, 1, default);

        Assert.False(await session.ParkAsync(delivery, TimeSpan.Zero, 9, default));

        Assert.Empty(await ClaimAsync(session));
        await AdvanceAsync(Delay);
        Assert.Equal(1, (await ClaimOneAsync(session)).Failures);
    }

    [Rule]
    public async Task Park_DeliveryOfAnotherSession_IsRefused()
    {
        var holder = await JoinAsync();
        var stranger = await JoinAsync();
        await PushAsync(new Entry("a", "a1"));
        var delivery = await ClaimOneAsync(holder);

        Assert.False(await stranger.ParkAsync(delivery, TimeSpan.Zero, 1, default));
        Assert.True((await FinishAsync(holder, delivery)).Accepted);
    }

    [Rule]
    public async Task NoteFailures_HeldJob_StaysHeldAndKeepsTheNumber()
    {
        var session = await JoinAsync();
        var another = await JoinAsync();
        await PushAsync(new Entry("a", "a1"));
        var delivery = await ClaimOneAsync(session);

        Assert.True(await session.NoteFailuresAsync(delivery, 2, default));

        Assert.Empty(await ClaimAsync(another));
        await LeaveAsync(session);
        Assert.Equal(2, (await ClaimOneAsync(another)).Failures);
    }

    [Rule]
    public async Task NoteFailures_JobThatIsNotHeld_IsRefused()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"));
        var delivery = await ClaimOneAsync(session);
        var next = (await FinishAsync(session, delivery, takeNext: true)).Next!;

        Assert.False(await session.NoteFailuresAsync(delivery, 5, default));

        await session.ParkAsync(next, TimeSpan.Zero, next.Failures, default);
        Assert.Equal(0, (await ClaimOneAsync(session)).Failures);
    }
}
