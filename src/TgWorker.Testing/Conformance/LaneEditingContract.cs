using TgWorker.Core.Lanes;
using TgWorker.Core.Queues;

namespace TgWorker.Testing.Conformance;

/// <summary>Single jobs that an operator takes out of a lane.</summary>
internal sealed class LaneEditingContract(IQueueUnderTest underTest) : QueueContract(underTest)
{
    [Rule]
    public async Task Skip_Head_IsAFailedJobAndTheLaneGoesOn()
    {
        var session = await ParkAsync(new("a", "a1") { Uuid = "u", UpdateId = 7, Bot = "shop" }, new("a", "a2"));

        var change = await Queue.Lanes.SkipAsync("a", await HandleAsync(0), default);

        Assert.Equal(new LaneChange(LaneChangeKind.Done, "u"), change);
        var failed = Assert.Single(await ListFailedAsync());
        Assert.Equal(("u", "a", "shop", 7, 2), (failed.Id, failed.Lane, failed.Bot, failed.UpdateId, failed.Attempts));
        Assert.Equal("It was skipped by an operator.", failed.Error);
        var next = await ClaimOneAsync(session);
        Assert.Equal(("a2", 0), (Text(next), next.Failures));
    }

    [Rule]
    public async Task Skip_OnlyJob_LeavesNothing()
    {
        await ParkAsync(new Entry("a", "a1") { Uuid = "u" });

        Assert.Equal(LaneChangeKind.Done, (await Queue.Lanes.SkipAsync("a", await HandleAsync(0), default)).Kind);

        Assert.Null(await Queue.Lanes.LookAsync("a", default));
        Assert.True(await FailedJobs.RetryAsync("u", atTail: false, default));
        Assert.Equal(1, (await Queue.Lanes.LookAsync("a", default))!.Jobs);
    }

    [Rule]
    public async Task Skip_JobWithAnIdThatIsTaken_KeepsBoth()
    {
        var session = await ParkAsync(new("a", "a1") { Uuid = "u" }, new("a", "a2") { Uuid = "u" });

        await Queue.Lanes.SkipAsync("a", await HandleAsync(0), default);
        await Queue.Lanes.SkipAsync("a", await HandleAsync(0), default);

        Assert.Equal(2, (await ListFailedAsync()).Select(job => job.Id).Distinct().Count());
        Assert.Empty(await ClaimAsync(session));
    }

    [Rule]
    public async Task SkipAndDrop_HeadThatRuns_AreRefused()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"), new("a", "a3"));
        var head = await ClaimOneAsync(session);

        Assert.Equal(LaneChangeKind.Running, (await Queue.Lanes.SkipAsync("a", await HandleAsync(0), default)).Kind);
        Assert.Equal(LaneChangeKind.Running, (await Queue.Lanes.DropAsync("a", await HandleAsync(0), default)).Kind);

        Assert.True((await FinishAsync(session, head)).Accepted);
        Assert.Empty(await ListFailedAsync());
        Assert.Equal(["a2", "a3"], await RunAllAsync(session));
    }

    [Rule]
    public async Task SkipAndDrop_WorkerOfTheHeadIsDead_AreDone()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"), new("a", "a3"));
        await ClaimOneAsync(session);
        await LapseAsync(session);

        Assert.Equal(LaneChangeKind.Done, (await Queue.Lanes.SkipAsync("a", await HandleAsync(0), default)).Kind);
        Assert.Equal(LaneChangeKind.Done, (await Queue.Lanes.DropAsync("a", await HandleAsync(0), default)).Kind);

        Assert.Equal(["a3"], await RunAllAsync(await JoinAsync()));
    }

    [Rule]
    public async Task SkipAndDrop_HandleOfWhatIsGone_DoNothing()
    {
        var session = await ParkAsync(new("a", "a1"), new("a", "a2"));
        var first = await HandleAsync(0);
        await AdvanceAsync(TimeSpan.FromMinutes(1));
        await FinishAsync(session, await ClaimOneAsync(session));

        foreach (var handle in (string[])[first, "nonsense", "", "1:2", "9999:" + new string('0', 40)])
        {
            Assert.Equal(LaneChangeKind.Gone, (await Queue.Lanes.SkipAsync("a", handle, default)).Kind);
            Assert.Equal(LaneChangeKind.Gone, (await Queue.Lanes.DropAsync("a", handle, default)).Kind);
        }

        Assert.Equal(LaneChangeKind.Gone, (await Queue.Lanes.SkipAsync("b", first, default)).Kind);
        Assert.Equal(["a2"], await RunAllAsync(session));
    }

    [Rule]
    public async Task Skip_JobThatIsNotTheHead_DoesNothing()
    {
        var session = await ParkAsync(new("a", "a1"), new("a", "a2"));

        Assert.Equal(LaneChangeKind.Gone, (await Queue.Lanes.SkipAsync("a", await HandleAsync(1), default)).Kind);

        await AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(["a1", "a2"], await RunAllAsync(session));
    }

    [Rule(0)]
    [Rule(1)]
    [Rule(2)]
    [Rule(3)]
    [Rule(4)]
    public async Task Drop_AnyJobOfALaneThatIsFree_IsGoneAndTheOthersKeepTheirOrder(int position)
    {
        var texts = Enumerable.Range(0, 5).Select(i => $"a{i}").ToList();
        var session = await ParkAsync([.. texts.Select(text => new Entry("a", text))]);

        Assert.Equal(LaneChangeKind.Done, (await Queue.Lanes.DropAsync("a", await HandleAsync(position), default)).Kind);
        await PushAsync(new Entry("a", "a5"));
        await AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Equal([.. texts.Where((_, i) => i != position), "a5"], await RunAllAsync(session));
        Assert.Empty(await ListFailedAsync());
        Assert.Equal(0, (await Queue.GetStatusAsync(default)).InLanes);
    }

    [Rule(2)]
    [Rule(3)]
    [Rule(4)]
    public async Task Drop_JobFurtherBehindOneThatRuns_IsGoneAndTheOthersKeepTheirOrder(int position)
    {
        var session = await JoinAsync();
        var texts = Enumerable.Range(0, 5).Select(i => $"a{i}").ToList();
        await PushAsync([.. texts.Select(text => new Entry("a", text))]);
        var delivery = await ClaimOneAsync(session);

        Assert.Equal(LaneChangeKind.Done, (await Queue.Lanes.DropAsync("a", await HandleAsync(position), default)).Kind);

        var ran = new List<string>();
        for (Delivery? next = delivery; next is not null; next = (await FinishAsync(session, next, takeNext: true)).Next)
        {
            ran.Add(Text(next));
        }

        Assert.Equal(texts.Where((_, i) => i != position), ran);
    }

    [Rule]
    public async Task Drop_HeadThatWaits_LetsTheNextOneRunAtOnce()
    {
        var session = await ParkAsync(new("a", "a1"), new("a", "a2"));

        await Queue.Lanes.DropAsync("a", await HandleAsync(0), default);

        var next = await ClaimOneAsync(session);
        Assert.Equal(("a2", 0), (Text(next), next.Failures));
    }

    [Rule]
    public async Task SkipAndDrop_StoppedOrPausedLane_StaysSo()
    {
        var session = await JoinAsync();
        await PushAsync(new("s", "s1") { Uuid = "u" }, new("s", "s2"), new("s", "s3"), new("a", "a1"), new("a", "a2"));
        var deliveries = (await ClaimAsync(session)).ToDictionary(delivery => delivery.Lane);
        await FailAsync(session, deliveries["s"], holdLane: true);
        await Queue.Lanes.PauseAsync("a", default);
        await session.ParkAsync(deliveries["a"], TimeSpan.Zero, 0, default);

        foreach (var lane in (string[])["s", "a"])
        {
            Assert.Equal(LaneChangeKind.Done, (await Queue.Lanes.SkipAsync(lane, await HandleAsync(0, lane), default)).Kind);
            Assert.Equal(LaneChangeKind.Done, (await Queue.Lanes.DropAsync(lane, await HandleAsync(0, lane), default)).Kind);
        }

        await PushAsync(new("s", "s4"), new("a", "a4"));
        Assert.Empty(await ClaimAsync(session));
        await Queue.Lanes.ContinueAsync("a", default);
        await FailedJobs.ForgetAsync("u", default);
        Assert.Equal(["a4", "s4"], (await RunAllAsync(session)).Order());
    }

    /// <summary>A lane whose head waits for a minute after two failed tries.</summary>
    private async Task<IQueueSession> ParkAsync(params Entry[] entries)
    {
        var session = await JoinAsync();
        await PushAsync(entries);
        Assert.True(await session.ParkAsync(await ClaimOneAsync(session), TimeSpan.FromMinutes(1), 2, default));
        return session;
    }

    private async Task<string> HandleAsync(int position, string lane = "a") =>
        (await Queue.Lanes.ReadAsync(lane, position, 1, default))[0].Handle;
}
