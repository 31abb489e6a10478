namespace TgWorker.Testing.Conformance;

/// <summary>Updates that Telegram sent more than once.</summary>
internal sealed class DuplicatesContract(IQueueUnderTest underTest) : QueueContract(underTest)
{
    [Rule]
    public async Task Duplicate_SameUpdateInAnotherJob_IsFinishedUnrunAndCounted()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "first") { UpdateId = 7, Uuid = "u1" }, new("a", "again") { UpdateId = 7, Uuid = "u2" });

        var claim = await session.ClaimAsync(Plenty, default);

        Assert.Equal(["first"], Texts(claim.Granted));
        Assert.Equal(1, claim.Duplicates);
        Assert.Null((await FinishAsync(session, claim.Granted[0], takeNext: true)).Next);
        Assert.Empty(await ListFailedAsync());
    }

    [Rule]
    public async Task Duplicate_AfterTheFirstWasFinished_IsStillOne()
    {
        var session = await JoinAsync();
        await PushAsync(new Entry("a", "first") { UpdateId = 7 });
        await RunAllAsync(session);
        await PushAsync(new("a", "again") { UpdateId = 7 }, new("a", "other") { UpdateId = 8 });

        var claim = await (await JoinAsync()).ClaimAsync(Plenty, default);

        Assert.Equal(["other"], Texts(claim.Granted));
        Assert.Equal(1, claim.Duplicates);
    }

    [Rule]
    public async Task Duplicate_SmallerUpdateIdThanSeen_IsNone()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a9") { UpdateId = 9_000_000_009 }, new("a", "a8") { UpdateId = 8 }, new("a", "a7") { UpdateId = 65_544 });

        Assert.Equal(["a9", "a8", "a7"], await RunAllAsync(session));
    }

    [Rule]
    public async Task Duplicate_SameUpdateIdOfAnotherBot_IsNone()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1") { UpdateId = 7 }, new("b", "b1") { UpdateId = 7, Bot = "other" });

        Assert.Equal(["a1", "b1"], await RunAllAsync(session));
    }

    [Rule]
    public async Task Duplicate_EntriesWithoutUpdateId_AreNone()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "same"), new("a", "same"));

        Assert.Equal(["same", "same"], await RunAllAsync(session));
    }

    [Rule]
    public async Task Duplicate_EntryThatWasTriedElsewhere_IsNone()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "first") { UpdateId = 7 }, new("a", "tried") { UpdateId = 7, Attempts = 1 });

        Assert.Equal(["first", "tried"], await RunAllAsync(session));
    }

    [Rule(false)]
    [Rule(true)]
    public async Task Duplicate_RetriedFailedJob_IsNone(bool atTail)
    {
        var session = await JoinAsync();
        await PushAsync(new Entry("a", "a1") { UpdateId = 7, Uuid = "u" });
        await FailAsync(session, await ClaimOneAsync(session));

        await FailedJobs.RetryAsync("u", atTail, default);

        Assert.Equal(["a1"], await RunAllAsync(session));
    }

    [Rule]
    public async Task Duplicate_ManyOfThem_LeaveNothingBehind()
    {
        var session = await JoinAsync();
        await PushAsync([.. Enumerable.Range(0, 100).Select(number => new Entry($"lane{number}", "x") { UpdateId = 7 })]);

        await RunAllAsync(session);

        var status = await Queue.GetStatusAsync(default);
        Assert.Equal((0, 0, 0, 0), (status.Pending, status.InLanes, status.Lanes, status.Ready));
    }
}
