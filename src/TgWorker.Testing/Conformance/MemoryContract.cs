using TgWorker.Core.Queues;

namespace TgWorker.Testing.Conformance;

/// <summary>What is remembered for lanes, and when a write is refused.</summary>
internal sealed class MemoryContract(IQueueUnderTest underTest) : QueueContract(underTest)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Rule]
    public async Task Remember_LaterDeliveryOfTheLane_RecallsIt()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"), new("b", "b1"));
        var deliveries = await ClaimAsync(session);
        Assert.True(await RememberAsync(session, deliveries[0], ("x", "1"), ("y", "2")));
        await FinishAsync(session, deliveries[0]);
        var other = await JoinAsync();

        Assert.Equal(["2", "1", null], await RecallAsync(other, await ClaimOneAsync(other), "y", "x", "z"));
        Assert.Equal([null], await RecallAsync(session, deliveries[1], "x"));
    }

    [Rule]
    public async Task Remember_Null_ForgetsTheName()
    {
        var session = await JoinAsync();
        await PushAsync(new Entry("a", "a1"));
        var delivery = await ClaimOneAsync(session);
        await RememberAsync(session, delivery, ("x", "1"), ("y", "2"));

        Assert.True(await RememberAsync(session, delivery, ("x", null)));
        Assert.Equal([null, "2"], await RecallAsync(session, delivery, "x", "y"));
        Assert.True(await RememberAsync(session, delivery, ("y", null)));
        Assert.Equal([null, null], await RecallAsync(session, delivery, "x", "y"));
    }

    [Rule]
    public async Task Remember_AfterItsTime_IsForgotten()
    {
        var session = await JoinAsync();
        await PushAsync(new Entry("a", "a1"));
        var delivery = await ClaimOneAsync(session);
        await Memory(session).RememberAsync(delivery, [new("x", "1")], TimeSpan.FromMilliseconds(5), default);

        await AdvanceAsync(TimeSpan.FromMilliseconds(5));

        await Eventually.EqualAsync(null, async () => (await RecallAsync(session, delivery, "x"))[0]);
    }

    [Rule]
    public async Task Remember_LaneWasTakenOver_IsRefused()
    {
        var dead = await JoinAsync();
        var heir = await JoinAsync();
        await PushAsync(new Entry("a", "a1"));
        var old = await ClaimOneAsync(dead);
        await LapseAsync(dead);
        await heir.RenewAsync(default);
        var current = await ClaimOneAsync(heir);
        Assert.True(await RememberAsync(heir, current, ("x", "heir")));

        Assert.False(await RememberAsync(dead, old, ("x", "dead")));
        Assert.Null(await TakeAsync(dead, old, "mark", "dead"));
        Assert.Equal(["heir"], await RecallAsync(heir, current, "x"));
    }

    [Rule]
    public async Task Remember_DeliveryThatWasSettled_IsRefused()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"));
        var first = await ClaimOneAsync(session);
        await session.ParkAsync(first, TimeSpan.Zero, 0, default);
        Assert.False(await RememberAsync(session, first, ("x", "parked")));
        var second = await ClaimOneAsync(session);
        var next = (await FinishAsync(session, second, takeNext: true)).Next!;
        Assert.False(await RememberAsync(session, second, ("x", "finished")));
        await FinishAsync(session, next);

        Assert.False(await RememberAsync(session, next, ("x", "lane is empty")));
        Assert.Equal([null], await RecallAsync(session, next, "x"));
    }

    [Rule]
    public async Task TakeMark_OneTaker_GetsItUntilItIsReturned()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("b", "b1"));
        var deliveries = await ClaimAsync(session);

        Assert.True(await TakeAsync(session, deliveries[0], "mark", "one"));
        Assert.False(await TakeAsync(session, deliveries[0], "mark", "two"));
        Assert.True(await TakeAsync(session, deliveries[0], "mark", "one"));
        Assert.True(await TakeAsync(session, deliveries[1], "mark", "two"));
        await Memory(session).ReturnMarkAsync(deliveries[0], "mark", default);
        Assert.True(await TakeAsync(session, deliveries[0], "mark", "two"));
    }

    [Rule]
    public async Task Remember_ForAShorterTime_KeepsWhatWasToBeKeptLonger()
    {
        var session = await JoinAsync();
        await PushAsync(new Entry("a", "a1"));
        var delivery = await ClaimOneAsync(session);
        await RememberAsync(session, delivery, ("x", "1"));
        await Memory(session).RememberAsync(delivery, [new("y", "2")], TimeSpan.FromMilliseconds(5), default);

        await AdvanceAsync(TimeSpan.FromMilliseconds(20));

        Assert.Equal(["1", "2"], await RecallAsync(session, delivery, "x", "y"));
    }

    [Rule]
    public async Task Peek_JobsBehindTheHead_AreShownInOrderAndStay()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("b", "b1"), new("a", "a2"), new("a", "a3"), new("a", "a4"));
        var first = (await ClaimAsync(session))[0];

        var shown = await Memory(session).PeekAsync(first, 2, default);
        var second = (await FinishAsync(session, first, takeNext: true)).Next!;

        Assert.Equal(["a2", "a3"], shown.Select(Entry.TextOf));
        Assert.Equal("a2", Entry.TextOf(second.Job));
        Assert.Equal(["a3", "a4"], (await Memory(session).PeekAsync(second, 20, default)).Select(Entry.TextOf));
    }

    private static ILaneMemory Memory(IQueueSession session) => session.Memory;

    private static ValueTask<bool> RememberAsync(IQueueSession session, Delivery delivery, params (string Name, string? Text)[] changes) =>
        Memory(session).RememberAsync(
            delivery, [.. changes.Select(change => KeyValuePair.Create(change.Name, change.Text))], Hour, default);

    private static ValueTask<IReadOnlyList<string?>> RecallAsync(IQueueSession session, Delivery delivery, params string[] names) =>
        Memory(session).RecallAsync(delivery, names, default);

    private static ValueTask<bool?> TakeAsync(IQueueSession session, Delivery delivery, string mark, string taker) =>
        Memory(session).TakeMarkAsync(delivery, mark, taker, Hour, default);
}
