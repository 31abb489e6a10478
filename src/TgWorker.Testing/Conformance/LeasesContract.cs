using TgWorker.Core.Queues;

namespace TgWorker.Testing.Conformance;

/// <summary>What a worker may do once its lease has lapsed (nothing), and where its lanes go.</summary>
internal sealed class LeasesContract(IQueueUnderTest underTest) : QueueContract(underTest)
{
    [Rule]
    public async Task Lease_Session_IsAsLongAsTheQueuesSettingsSay()
        => Assert.Equal(Settings.Lease, (await JoinAsync()).Lease);

    [Rule]
    public async Task Renew_LiveSession_RecoversNothing()
    {
        var session = await JoinAsync();
        await PushAsync(new Entry("a", "a1"));
        var delivery = await ClaimOneAsync(session);

        var heartbeat = await session.RenewAsync(default);

        Assert.Equal(default, heartbeat);
        Assert.True((await FinishAsync(session, delivery)).Accepted);
    }

    [Rule]
    public async Task Lapse_ClaimAndRenew_ThrowLeaseLost()
    {
        var session = await JoinAsync();
        await PushAsync(new Entry("a", "a1"));

        await LapseAsync(session);

        await Assert.ThrowsAsync<LeaseLostException>(async () => await session.ClaimAsync(1, default));
        await Assert.ThrowsAsync<LeaseLostException>(async () => await session.RenewAsync(default));
        Assert.Equal(["a1"], await RunAllAsync(await JoinAsync()));
    }

    [Rule(false)]
    [Rule(true)]
    public async Task Lapse_Outcomes_AreRefused(bool lanesTakenOver)
    {
        var session = await JoinAsync();
        var another = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"), new("b", "b1"), new("c", "c1"), new("d", "d1"));
        var deliveries = await ClaimAsync(session);

        await LapseAsync(session);
        if (lanesTakenOver)
        {
            await another.RenewAsync(default);
            Assert.Equal(4, (await ClaimAsync(another)).Count);
        }

        Assert.Equal(new Settled(false, null), await FinishAsync(session, deliveries[0], takeNext: true));
        Assert.Equal(new Settled(false, null), await FailAsync(session, deliveries[1], takeNext: true));
        Assert.False(await session.ParkAsync(deliveries[2], TimeSpan.Zero, 7, default));
        Assert.False(await session.NoteFailuresAsync(deliveries[3], 7, default));
        Assert.Empty(await ListFailedAsync());
    }

    [Rule]
    public async Task Lapse_LanesOfTheDead_AreGrantedToOthersWithALapseAndALargerFence()
    {
        var session = await JoinAsync();
        var another = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"), new("b", "b1"));
        var lost = await ClaimAsync(session);
        await session.NoteFailuresAsync(lost[0], 2, default);

        await LapseAsync(session);

        Assert.Equal(2, (await another.RenewAsync(default)).Recovered);
        var taken = await ClaimAsync(another);
        Assert.Equal(["a1", "b1"], Texts(taken).Order());
        Assert.All(taken, delivery => Assert.Equal(1, delivery.Lapses));
        Assert.Equal(2, taken.Single(delivery => delivery.Lane == "a").Failures);
        Assert.All(taken, delivery => Assert.True(delivery.Fence > lost.Single(old => old.Lane == delivery.Lane).Fence));
    }

    [Rule]
    public async Task Lapse_RecoveredLane_ComesBeforeNewEntries()
    {
        var session = await JoinAsync();
        var another = await JoinAsync();
        await PushAsync(new Entry("a", "a1"));
        await ClaimAsync(session);
        await PushAsync(new Entry("b", "b1"));

        await LapseAsync(session);
        await another.RenewAsync(default);

        Assert.Equal(["a1"], Texts(await ClaimAsync(another, 1)));
    }

    [Rule]
    public async Task Lapse_AgainAndAgain_IsCountedUntilTheJobIsFinished()
    {
        var watcher = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"));
        for (var lapses = 0; lapses < 3; lapses++)
        {
            var session = await JoinAsync();
            Assert.Equal(lapses, (await ClaimOneAsync(session)).Lapses);
            await LapseAsync(session);
            Assert.Equal(1, (await watcher.RenewAsync(default)).Recovered);
        }

        var delivery = await ClaimOneAsync(watcher);
        await watcher.ParkAsync(delivery, TimeSpan.Zero, 0, default);
        var again = await ClaimOneAsync(watcher);

        Assert.Equal((3, 3), (delivery.Lapses, again.Lapses));
        Assert.Equal(0, (await FinishAsync(watcher, again, takeNext: true)).Next!.Lapses);
    }

    [Rule]
    public async Task Lapse_ParkedLane_IsNotTakenFromItsRest()
    {
        var session = await JoinAsync();
        var another = await JoinAsync();
        await PushAsync(new Entry("a", "a1"));
        await session.ParkAsync(await ClaimOneAsync(session), TimeSpan.FromHours(1), 1, default);

        await LapseAsync(session);

        Assert.Equal(0, (await another.RenewAsync(default)).Recovered);
        await AdvanceAsync(TimeSpan.FromHours(1));
        another = await JoinAsync();
        Assert.Equal(0, (await ClaimOneAsync(another)).Lapses);
    }

    [Rule]
    public async Task Lapse_Leave_LosesNothing()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"));
        await ClaimAsync(session);
        await LapseAsync(session);

        await session.LeaveAsync(default);

        var another = await JoinAsync();
        await another.RenewAsync(default);
        Assert.Equal(["a1", "a2"], await RunAllAsync(another));
    }
}
