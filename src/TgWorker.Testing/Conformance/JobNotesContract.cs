using TgWorker.Core.Queues;

namespace TgWorker.Testing.Conformance;

/// <summary>What is noted of a job's own doings: kept over its tries and deliveries, gone when it is finished.</summary>
internal sealed class JobNotesContract(IQueueUnderTest underTest) : QueueContract(underTest)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Rule]
    public async Task Note_NextDeliveryOfTheJob_RecallsAllOfThem()
    {
        var session = await JoinAsync();
        await PushAsync(new Entry("a", "a1"));
        var first = await ClaimOneAsync(session);
        Assert.Equal([], await RecallAsync(session, first, "one"));
        Assert.True(await NoteAsync(session, first, "one", "x", "1"));
        Assert.True(await NoteAsync(session, first, "one", "y", "2"));
        Assert.True(await NoteAsync(session, first, "one", "x", "3"));
        await session.ParkAsync(first, TimeSpan.Zero, 0, default);
        var other = await JoinAsync();
        var second = await ClaimOneAsync(other);

        Assert.Equal(["x=3", "y=2"], await RecallAsync(other, second, "one"));
        Assert.Equal([], await RecallAsync(other, second, "another"));
    }

    [Rule]
    public async Task Finish_ForgetsTheJobsNotes_AndNoOthers()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"), new("b", "b1"));
        var deliveries = await ClaimAsync(session);
        await NoteAsync(session, deliveries[0], "one", "x", "1");
        await NoteAsync(session, deliveries[1], "two", "x", "2");

        var next = (await FinishAsync(session, deliveries[0], takeNext: true)).Next!;

        await Eventually.EqualAsync(0, async () => (await RecallAsync(session, next, "one")).Count);
        Assert.Equal(["x=2"], await RecallAsync(session, deliveries[1], "two"));
    }

    [Rule]
    public async Task Finish_ByADeliveryThatOnlyRead_ForgetsThem()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"));
        var first = await ClaimOneAsync(session);
        await NoteAsync(session, first, "one", "x", "1");
        await session.ParkAsync(first, TimeSpan.Zero, 0, default);
        var second = await ClaimOneAsync(session);
        Assert.Equal(["x=1"], await RecallAsync(session, second, "one"));

        var next = (await FinishAsync(session, second, takeNext: true)).Next!;

        await Eventually.EqualAsync(0, async () => (await RecallAsync(session, next, "one")).Count);
    }

    [Rule]
    public async Task Fail_KeepsThem_ForTheRetry()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"));
        var first = await ClaimOneAsync(session);
        await NoteAsync(session, first, "one", "x", "1");

        var next = (await FailAsync(session, first, takeNext: true)).Next!;

        Assert.Equal(["x=1"], await RecallAsync(session, next, "one"));
    }

    [Rule]
    public async Task Note_LaneWasTakenOver_IsRefused()
    {
        var dead = await JoinAsync();
        var heir = await JoinAsync();
        await PushAsync(new Entry("a", "a1"));
        var old = await ClaimOneAsync(dead);
        Assert.True(await NoteAsync(dead, old, "one", "x", "1"));
        await LapseAsync(dead);
        await heir.RenewAsync(default);
        var current = await ClaimOneAsync(heir);

        Assert.False(await NoteAsync(dead, old, "one", "y", "2"));
        Assert.Equal(["x=1"], await RecallAsync(heir, current, "one"));
    }

    [Rule]
    public async Task Note_AfterItsTime_IsForgotten()
    {
        var session = await JoinAsync();
        await PushAsync(new Entry("a", "a1"));
        var delivery = await ClaimOneAsync(session);
        await session.Memory.NoteJobAsync(delivery, "one", "x", "1", TimeSpan.FromMilliseconds(5), default);

        await AdvanceAsync(TimeSpan.FromMilliseconds(5));

        await Eventually.EqualAsync(0, async () => (await RecallAsync(session, delivery, "one")).Count);
    }

    private static ValueTask<bool> NoteAsync(IQueueSession session, Delivery delivery, string job, string name, string text) =>
        session.Memory.NoteJobAsync(delivery, job, name, text, Hour, default);

    private static async Task<IReadOnlyList<string>> RecallAsync(IQueueSession session, Delivery delivery, string job) =>
        [.. (await session.Memory.RecallJobAsync(delivery, job, default)).Select(note => $"{note.Key}={note.Value}")
            .Order(StringComparer.Ordinal)];
}
