using TgWorker.Core.Queues;

namespace TgWorker.Testing.Conformance;

/// <summary>Where a failed job goes when an operator retries it.</summary>
internal sealed class RetryingContract(IQueueUnderTest underTest) : QueueContract(underTest)
{
    [Rule]
    public async Task Retry_UnknownId_IsFalse()
        => Assert.False(await FailedJobs.RetryAsync("nobody", atTail: false, default));

    [Rule]
    public async Task Retry_EmptyLane_RunsTheJobWithItsExactBytes()
    {
        var session = await JoinAsync();
        byte[] payload = [0xFF, 0x00, 0x80];
        await Queue.PushAsync(payload, default);
        var first = await ClaimOneAsync(session);
        await FailAsync(session, first);

        Assert.True(await FailedJobs.RetryAsync(Assert.Single(await ListFailedAsync()).Id, atTail: false, default));

        var again = await ClaimOneAsync(session);
        Assert.Equal(payload, again.Job.Payload.ToArray());
        Assert.True(again.Fence > first.Fence);
    }

    [Rule]
    public async Task Retry_FailedJob_IsNoFailedJobAnyMore()
    {
        var session = await JoinAsync();
        await FailOneAsync(session);

        Assert.True(await FailedJobs.RetryAsync("u", atTail: false, default));

        Assert.Empty(await ListFailedAsync());
        Assert.False(await FailedJobs.RetryAsync("u", atTail: false, default));
        Assert.Equal(["failed"], await RunAllAsync(session));
    }

    [Rule]
    public async Task Retry_FailedJob_StartsWithoutFailedTries()
    {
        var session = await JoinAsync();
        await PushAsync(new Entry("a", "a1") { Uuid = "u" });
        var head = await ClaimOneAsync(session);
        await session.NoteFailuresAsync(head, 3, default);
        await FailAsync(session, head);

        await FailedJobs.RetryAsync("u", atTail: false, default);

        Assert.Equal(0, (await ClaimOneAsync(session)).Failures);
    }

    [Rule]
    public async Task Retry_FailsAgain_HasItsIdAgain()
    {
        var session = await JoinAsync();
        await FailOneAsync(session);
        await FailedJobs.RetryAsync("u", atTail: false, default);

        await FailAsync(session, await ClaimOneAsync(session));

        Assert.Equal("u", Assert.Single(await ListFailedAsync()).Id);
    }

    [Rule]
    public async Task Retry_LaneWithWaitingJobs_GoesBeforeThem()
    {
        var session = await JoinAsync();
        await FailOneAsync(session);
        await MakeReadyAsync(session, "a2", "a3");

        await FailedJobs.RetryAsync("u", atTail: false, default);

        Assert.Equal(["failed", "a2", "a3"], await RunAllAsync(session));
    }

    [Rule]
    public async Task Retry_LaneWithWaitingJobsAtTheTail_GoesBehindThem()
    {
        var session = await JoinAsync();
        await FailOneAsync(session);
        await MakeReadyAsync(session, "a2", "a3");

        await FailedJobs.RetryAsync("u", atTail: true, default);

        Assert.Equal(["a2", "a3", "failed"], await RunAllAsync(session));
    }

    [Rule(false, new[] { "failed", "a3" })]
    [Rule(true, new[] { "a3", "failed" })]
    public async Task Retry_LaneWhoseHeadRuns_GoesBehindTheHead(bool atTail, string[] expected)
    {
        var session = await JoinAsync();
        await FailOneAsync(session);
        await PushAsync(new("a", "a2"), new("a", "a3"));
        var head = await ClaimOneAsync(session);

        await FailedJobs.RetryAsync("u", atTail, default);

        Assert.Empty(await ClaimAsync(await JoinAsync()));
        Assert.True((await FinishAsync(session, head)).Accepted);
        Assert.Equal(expected, await RunAllAsync(session));
    }

    [Rule]
    public async Task Retry_LaneWhoseHeadWaitsForItsRetry_KeepsTheTriesWithTheirJob()
    {
        var session = await JoinAsync();
        await FailOneAsync(session);
        await PushAsync(new("a", "a2"), new("a", "a3"));
        await session.ParkAsync(await ClaimOneAsync(session), TimeSpan.FromSeconds(10), 4, default);

        await FailedJobs.RetryAsync("u", atTail: false, default);
        await AdvanceAsync(TimeSpan.FromSeconds(10));

        var failures = new Dictionary<string, int>();
        while (await ClaimAsync(session, 1) is [var delivery])
        {
            failures.Add(Text(delivery), delivery.Failures);
            await FinishAsync(session, delivery);
        }

        Assert.Equal("a3", failures.Keys.Last());
        Assert.Equal((0, 4, 0), (failures["failed"], failures["a2"], failures["a3"]));
    }

    [Rule(false, new[] { "f1", "f2", "f3", "a4" })]
    [Rule(true, new[] { "a4", "f1", "f2", "f3" })]
    public async Task Retry_SeveralOfALane_GoBackInTheOrderInWhichTheyFailed(bool atTail, string[] expected)
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "f1") { Uuid = "1" }, new("a", "f2") { Uuid = "2" }, new("a", "f3") { Uuid = "3" }, new("a", "a4"));
        foreach (var _ in new[] { 1, 2, 3 })
        {
            await FailAsync(session, await ClaimOneAsync(session));
        }

        var retried = await FailedJobs.RetryAsync(["3", "nobody", "1", "2"], atTail, default);

        Assert.Equal(["1", "2", "3"], retried.Order());
        Assert.Empty(await ListFailedAsync());
        Assert.Equal(expected, await RunAllAsync(session));
    }

    [Rule]
    public async Task Retry_SeveralOfALaneWhoseHeadRuns_GoBehindTheHeadInOrder()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "f1") { Uuid = "1" }, new("a", "f2") { Uuid = "2" }, new("a", "a3"), new("a", "a4"));
        await FailAsync(session, await ClaimOneAsync(session));
        await FailAsync(session, await ClaimOneAsync(session));
        var head = await ClaimOneAsync(session);

        await FailedJobs.RetryAsync(["2", "1"], atTail: false, default);

        Assert.True((await FinishAsync(session, head)).Accepted);
        Assert.Equal(["f1", "f2", "a4"], await RunAllAsync(session));
    }

    private async Task FailOneAsync(IQueueSession session)
    {
        await PushAsync(new Entry("a", "failed") { Uuid = "u" });
        await FailAsync(session, await ClaimOneAsync(session));
    }

    /// <summary>Gets jobs into the lane that have not started yet.</summary>
    private async Task MakeReadyAsync(IQueueSession session, params string[] texts)
    {
        await PushAsync([new("a", "before"), .. texts.Select(text => new Entry("a", text))]);
        await FinishAsync(session, await ClaimOneAsync(session));
    }
}
