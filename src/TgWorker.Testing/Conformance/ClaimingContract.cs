using TgWorker.Core.Queues;

namespace TgWorker.Testing.Conformance;

/// <summary>Who is granted what, and how much of it.</summary>
internal sealed class ClaimingContract(IQueueUnderTest underTest) : QueueContract(underTest)
{
    [Rule]
    public async Task Join_TwoSessions_HaveNamesOfTheirOwn()
        => Assert.NotEqual((await JoinAsync()).Incarnation, (await JoinAsync()).Incarnation);

    [Rule]
    public async Task Claim_EmptyQueue_GivesNothingAndIsExhausted()
    {
        var session = await JoinAsync();

        var claim = await session.ClaimAsync(3, default);

        Assert.Empty(claim.Granted);
        Assert.Equal(0, claim.Duplicates);
        Assert.True(claim.Exhausted);
    }

    [Rule]
    public async Task Claim_Entry_GrantsTheJobInItsLane()
    {
        var session = await JoinAsync();
        await PushAsync(new Entry("a", "a1") { Bot = "shop", UpdateId = 7, Uuid = "u-7" });

        var delivery = await ClaimOneAsync(session);

        Assert.Equal(
            ("a", "shop", 7, "u-7", "a1", 0, 0),
            (delivery.Lane, delivery.Job.Bot, delivery.Job.UpdateId, delivery.Job.Uuid, Text(delivery), delivery.Lapses,
                delivery.Failures));
    }

    [Rule]
    public async Task Claim_AnyBytes_ArriveUntouched()
    {
        var session = await JoinAsync();
        byte[] payload = [.. new Entry("a", "").ToBytes(), .. Enumerable.Range(0, 256).Select(value => (byte)value)];
        await Queue.PushAsync(payload, default);

        Assert.Equal(payload, (await ClaimOneAsync(session)).Job.Payload.ToArray());
    }

    [Rule]
    public async Task Claim_BufferReusedAfterThePush_ArrivesUntouched()
    {
        var session = await JoinAsync();
        var buffer = new Entry("a", "a1").ToBytes();
        await Queue.PushAsync(buffer, default);
        Array.Clear(buffer);

        Assert.Equal(new Entry("a", "a1").ToBytes(), (await ClaimOneAsync(session)).Job.Payload.ToArray());
    }

    [Rule]
    public async Task Claim_UnreadablePayload_IsGrantedWithItsProblem()
    {
        var session = await JoinAsync();
        byte[] payload = [0xFF, 0x00, 0xC3];
        await Queue.PushAsync(payload, default);

        var delivery = await ClaimOneAsync(session);

        Assert.NotNull(delivery.Job.Problem);
        Assert.Equal(payload, delivery.Job.Payload.ToArray());
    }

    [Rule(1)]
    [Rule(2)]
    [Rule(4)]
    public async Task Claim_MoreLanesThanSlots_NeverGrantsMoreThanTheSlots(int slots)
    {
        var session = await JoinAsync();
        await PushAsync([.. Enumerable.Range(0, 10).Select(number => new Entry($"lane{number}", $"{number}"))]);

        var claim = await session.ClaimAsync(slots, default);

        Assert.InRange(claim.Granted.Count, 1, slots);
        Assert.False(claim.Exhausted);
    }

    [Rule]
    public async Task Claim_RestOfAFullClaim_GoesToAnotherSessionInOrder()
    {
        var first = await JoinAsync();
        var second = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"), new("b", "b1"), new("c", "c1"), new("d", "d1"));

        Assert.Equal(["a1", "b1"], Texts(await ClaimAsync(first, 2)));
        Assert.Equal(["c1", "d1"], Texts(await ClaimAsync(second)));
    }

    [Rule]
    public async Task Claim_LanesOfAnotherSession_AreNotGranted()
    {
        var first = await JoinAsync();
        var second = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"));
        await ClaimAsync(first);
        await PushAsync(new Entry("a", "a3"));

        Assert.Empty(await ClaimAsync(second));
        Assert.Empty(await ClaimAsync(first));
    }

    [Rule]
    public async Task Claim_ReadyLane_ComesBeforeNewEntries()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"));
        await FinishAsync(session, await ClaimOneAsync(session));
        await PushAsync(new Entry("b", "b1"));

        Assert.Equal(["a2"], Texts(await ClaimAsync(session, 1)));
    }

    [Rule]
    public async Task Claim_FloodOfABusyLaneInFront_DoesNotHideTheLanesBehind()
    {
        var busy = await JoinAsync();
        var session = await JoinAsync();
        await PushAsync(new Entry("flood", "f0"));
        await ClaimAsync(busy);
        await PushAsync([.. Enumerable.Range(1, 2_000).Select(number => new Entry("flood", $"f{number}")), new("b", "b1")]);

        Assert.Equal(["b1"], Texts(await ClaimAsync(session, 1)));
    }

    [Rule]
    public async Task Claim_AfterAnExhaustedOne_GivesNothing()
    {
        var session = await JoinAsync();
        await PushAsync([.. Enumerable.Range(0, 300).Select(number => new Entry($"lane{number % 7}", $"{number}"))]);
        await ClaimAsync(session);

        var another = await session.ClaimAsync(Plenty, default);

        Assert.Empty(another.Granted);
        Assert.True(another.Exhausted);
    }

    [Rule]
    public async Task Claim_SeveralSessionsAtOnce_GrantEveryLaneOnce()
    {
        var sessions = new[] { await JoinAsync(), await JoinAsync(), await JoinAsync() };
        var lanes = Enumerable.Range(0, 200).Select(number => $"lane{number}").ToList();
        await PushAsync([.. lanes.Select(lane => new Entry(lane, "1")), .. lanes.Select(lane => new Entry(lane, "2"))]);

        var granted = new List<Delivery>();
        var claims = sessions.Select(session => Task.Run(() => ClaimAsync(session)));
        granted.AddRange((await Task.WhenAll(claims)).SelectMany(deliveries => deliveries));
        // A session that met another one at the list may have come away early; what is left is still there.
        granted.AddRange(await ClaimAsync(sessions[0]));

        Assert.Equal(lanes.Order(), granted.Select(delivery => delivery.Lane).Order());
        Assert.All(granted, delivery => Assert.Equal("1", Text(delivery)));
    }
}
