using TgWorker.Core.Queues;

namespace TgWorker.Testing.Conformance;

/// <summary>What finishing a job does to its lane, and when it is refused.</summary>
internal sealed class FinishingContract(IQueueUnderTest underTest) : QueueContract(underTest)
{
    [Rule]
    public async Task Finish_TakingTheNext_GrantsItWithALargerFence()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"));
        var head = await ClaimOneAsync(session);
        await session.NoteFailuresAsync(head, 2, default);

        var settled = await FinishAsync(session, head, takeNext: true);

        Assert.True(settled.Accepted);
        Assert.Equal(("a2", 0, 0), (Text(settled.Next!), settled.Next!.Failures, settled.Next.Lapses));
        Assert.True(settled.Next.Fence > head.Fence);
        Assert.Empty(await ClaimAsync(await JoinAsync()));
    }

    [Rule]
    public async Task Finish_TakingTheNextOfTheLastJob_GivesNone()
    {
        var session = await JoinAsync();
        await PushAsync(new Entry("a", "a1"));

        Assert.Equal(new Settled(true, null), await FinishAsync(session, await ClaimOneAsync(session), takeNext: true));
        await PushAsync(new Entry("a", "a2"));
        Assert.Equal(["a2"], Texts(await ClaimAsync(await JoinAsync())));
    }

    [Rule]
    public async Task Finish_WithoutTakingTheNext_LeavesTheLaneToAnyWorker()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"));

        Assert.Equal(new Settled(true, null), await FinishAsync(session, await ClaimOneAsync(session)));
        Assert.Equal(["a2"], Texts(await ClaimAsync(await JoinAsync())));
    }

    [Rule]
    public async Task Finish_Several_AnswersInTheirOrder()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"), new("b", "b1"), new("c", "c1"), new("c", "c2"));
        var deliveries = await ClaimAsync(session);
        await FinishAsync(session, deliveries[1]);

        var settled = await session.FinishAsync([deliveries[2], deliveries[1], deliveries[0]], takeNext: true, default);

        Assert.Equal([true, false, true], settled.Select(result => result.Accepted));
        Assert.Equal(["c2", null, "a2"], settled.Select(result => result.Next is { } next ? Text(next) : null));
    }

    [Rule]
    public async Task Finish_Nothing_AnswersNothing()
        => Assert.Empty(await (await JoinAsync()).FinishAsync([], takeNext: true, default));

    [Rule]
    public async Task Finish_Twice_IsRefusedAndTakesNothing()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"), new("a", "a3"));
        var head = await ClaimOneAsync(session);
        var next = (await FinishAsync(session, head, takeNext: true)).Next!;

        Assert.Equal(new Settled(false, null), await FinishAsync(session, head, takeNext: true));
        Assert.True((await FinishAsync(session, next)).Accepted);
        Assert.Equal(["a3"], await RunAllAsync(session));
    }

    [Rule]
    public async Task Finish_OldFenceOfTheSameSession_IsRefused()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"));
        var old = await ClaimOneAsync(session);
        await session.ParkAsync(old, TimeSpan.Zero, 0, default);
        var current = await ClaimOneAsync(session);

        Assert.False((await FinishAsync(session, old)).Accepted);
        Assert.True((await FinishAsync(session, current)).Accepted);
        Assert.Equal(["a2"], await RunAllAsync(session));
    }

    [Rule]
    public async Task Finish_DeliveryOfALaneThatWasEmptiedAndFilledAgain_IsRefused()
    {
        var session = await JoinAsync();
        await PushAsync(new Entry("a", "a1"));
        var old = await ClaimOneAsync(session);
        await FinishAsync(session, old);
        await PushAsync(new Entry("a", "a2"));
        var current = await ClaimOneAsync(session);

        Assert.False((await FinishAsync(session, old)).Accepted);
        Assert.True((await FinishAsync(session, current)).Accepted);
    }

    [Rule]
    public async Task Finish_DeliveryOfAnotherSession_IsRefused()
    {
        var holder = await JoinAsync();
        var stranger = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"));
        var head = await ClaimOneAsync(holder);

        Assert.False((await FinishAsync(stranger, head, takeNext: true)).Accepted);
        Assert.Equal("a2", Text((await FinishAsync(holder, head, takeNext: true)).Next!));
    }
}
