using TgWorker.Core.Lanes;
using TgWorker.Core.Queues;

namespace TgWorker.Testing.Conformance;

/// <summary>A bot that an operator has paused.</summary>
internal sealed class BotPausingContract(IQueueUnderTest underTest) : QueueContract(underTest)
{
    private const string Bot = "münchen bot";
    private const string InLane = "m%C3%BCnchen%20bot";
    private const int MoreThanOneClaim = 2_500;

    [Rule]
    public async Task Pause_Bot_GrantsOnlyOthersUntilItContinues()
    {
        var session = await JoinAsync();
        await PushAsync(new("x:1", "x1"), new("y:1", "y1"));
        await ParkAllAsync(session);

        Assert.True(await Queue.Operations.PauseBotAsync("x", default));
        Assert.False(await Queue.Operations.PauseBotAsync("x", default));
        await PushAsync(new("x:1", "x2"), new("x:2", "x3"), new("xx:1", "xx1"));
        Assert.Equal(["xx1", "y1"], Texts(await ClaimAsync(session)).Order());
        Assert.Empty(await ClaimAsync(session));

        Assert.True(await Queue.Operations.ContinueBotAsync("x", default));
        Assert.False(await Queue.Operations.ContinueBotAsync("x", default));
        var ran = await RunAllAsync(session);
        Assert.Equal(["x1", "x2", "x3"], ran.Order());
        Assert.True(ran.IndexOf("x1") < ran.IndexOf("x2"));
    }

    [Rule(true)]
    [Rule(false)]
    public async Task Pause_WhileHeadsRun_LetsThemEndAndNothingFollow(bool fails)
    {
        var session = await JoinAsync();
        await PushAsync(new("x:1", "x1"), new("x:1", "x2"), new("y:1", "y1"), new("y:1", "y2"));
        var heads = await ClaimAsync(session);
        await Queue.Operations.PauseBotAsync("x", default);

        var settled = new Dictionary<string, Settled>();
        foreach (var head in heads)
        {
            settled[head.Lane] = fails ? await FailAsync(session, head, takeNext: true) : await FinishAsync(session, head, takeNext: true);
        }

        Assert.Equal((true, null), (settled["x:1"].Accepted, settled["x:1"].Next));
        Assert.Equal("y2", Entry.TextOf(settled["y:1"].Next!.Job));
        Assert.Empty(await ClaimAsync(session));
        await Queue.Operations.ContinueBotAsync("x", default);
        Assert.Equal(["x2"], Texts(await ClaimAsync(session)));
    }

    [Rule]
    public async Task Pause_LaneIsParkedOrItsWorkerDiesOrItsFailedJobIsRetried_IsGrantedNothing()
    {
        var session = await JoinAsync();
        await PushAsync(new("x:p", "p1"), new("x:d", "d1"), new("x:h", "h1") { Uuid = "u" }, new("x:h", "h2"));
        var deliveries = (await ClaimAsync(session)).ToDictionary(delivery => delivery.Lane);
        await Queue.Operations.PauseBotAsync("x", default);

        await session.ParkAsync(deliveries["x:p"], TimeSpan.FromMinutes(1), 1, default);
        await FailAsync(session, deliveries["x:h"], holdLane: true);
        await LapseAsync(session);
        var another = await JoinAsync();
        await another.RenewAsync(default);
        await AdvanceAsync(TimeSpan.FromMinutes(2));
        await FailedJobs.RetryAsync("u", atTail: false, default);

        Assert.Empty(await ClaimAsync(another));
        await Queue.Operations.ContinueBotAsync("x", default);
        var ran = await RunAllAsync(another);
        Assert.Equal(["d1", "h1", "h2", "p1"], ran.Order());
        Assert.True(ran.IndexOf("h1") < ran.IndexOf("h2"));
    }

    [Rule]
    public async Task Continue_HeadThatWaitsForItsNextTry_GoesOnWaiting()
    {
        var session = await JoinAsync();
        await PushAsync(new Entry("x:1", "x1"));
        await session.ParkAsync(await ClaimOneAsync(session), TimeSpan.FromMinutes(1), 1, default);
        await Queue.Operations.PauseBotAsync("x", default);
        Assert.Empty(await ClaimAsync(session));
        await Queue.Operations.ContinueBotAsync("x", default);

        Assert.Empty(await ClaimAsync(session));
        await AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(["x1"], await RunAllAsync(session));
    }

    [Rule]
    public async Task Pause_ChatOfAPausedBot_WaitsForBoth()
    {
        var session = await JoinAsync();
        await PushAsync(new("x:1", "x1"), new("x:2", "x2"));
        await ParkAllAsync(session);
        await Queue.Operations.PauseBotAsync("x", default);
        Assert.Empty(await ClaimAsync(session));

        await Queue.Lanes.PauseAsync("x:1", default);
        await Queue.Operations.ContinueBotAsync("x", default);
        Assert.Equal(["x2"], await RunAllAsync(session));

        await Queue.Operations.PauseBotAsync("x", default);
        await Queue.Lanes.ContinueAsync("x:1", default);
        Assert.Empty(await ClaimAsync(session));
        await Queue.Operations.ContinueBotAsync("x", default);
        Assert.Equal(["x1"], await RunAllAsync(session));
    }

    [Rule]
    public async Task Continue_ManyLanes_BringsAllOfThemBackAndKeepsNobodyWaiting()
    {
        var session = await JoinAsync();
        await Queue.Operations.PauseBotAsync("x", default);
        await PushAsync([.. Enumerable.Range(0, MoreThanOneClaim).Select(i => new Entry($"x:{i}", $"x{i}"))]);
        Assert.Empty(await ClaimAsync(session));
        await PushAsync(new Entry("y:1", "y1"));
        Assert.Equal(["y1"], Texts(await ClaimAsync(session)));
        Assert.True(await Queue.Operations.ContinueBotAsync("x", default));

        var first = await ClaimAsync(session, 10);
        await PushAsync(new Entry("z:1", "z1"));
        var then = await ClaimAsync(session, 1_000);
        Assert.True(Texts(then).Contains("z1"));

        // Paused and continued again while they come back.
        await Queue.Operations.PauseBotAsync("x", default);
        var meanwhile = await ClaimAsync(session);
        await Queue.Operations.ContinueBotAsync("x", default);
        var last = await ClaimAsync(session);
        Assert.Equal(MoreThanOneClaim + 1, Texts([.. first, .. then, .. meanwhile, .. last]).Distinct().Count());
        Assert.Empty((await Queue.GetStatusAsync(default)).PausedBots);
    }

    [Rule]
    public async Task Pause_TwoBots_EachComesBackByItself()
    {
        var session = await JoinAsync();
        await PushAsync(new("x:1", "x1"), new("y:1", "y1"));
        await ParkAllAsync(session);
        await Queue.Operations.PauseBotAsync("x", default);
        await Queue.Operations.PauseBotAsync("y", default);
        Assert.Empty(await ClaimAsync(session));

        await Queue.Operations.ContinueBotAsync("x", default);
        Assert.Equal(["x1"], await RunAllAsync(session));
        await Queue.Operations.PauseBotAsync("x", default);
        await PushAsync(new Entry("x:1", "x2"));
        Assert.Empty(await ClaimAsync(session));

        await Queue.Operations.ContinueBotAsync("y", default);
        Assert.Equal(["y1"], await RunAllAsync(session));
        await Queue.Operations.ContinueBotAsync("x", default);
        Assert.Equal(["x2"], await RunAllAsync(session));
    }

    [Rule]
    public async Task Status_PausedBot_NamesItAndCountsWhatIsSetAside()
    {
        var session = await JoinAsync();
        await Queue.Operations.PauseBotAsync(Bot, default);
        await PushAsync(new($"{InLane}:1", "1"), new($"{InLane}:2", "2"), new("y:1", "y1"));
        await ClaimAsync(session);
        await ClaimAsync(session);

        var status = await Queue.GetStatusAsync(default);
        var bot = Assert.Single(status.PausedBots);
        Assert.Equal((Bot, 2, false), (bot.Bot, bot.Lanes, bot.HasEnded));
        Assert.Equal((3, 1, 2, 0), (status.Lanes, status.Held, status.Ready, status.ReadyNow));
        Assert.Equal(3, status.InLanes);
        Assert.Empty(await Queue.Lanes.ListAsync(LaneGroup.Waiting, 10, default));
        var look = await Queue.Lanes.LookAsync($"{InLane}:1", default);
        Assert.Equal([LaneBlockKind.BotPaused], look!.Blocks.Select(block => block.Kind));
        Assert.NotNull(look.BotPausedSince);
        Assert.Null(look.DueIn);

        await Queue.Operations.ContinueBotAsync(Bot, default);
        Assert.Empty((await Queue.GetStatusAsync(default)).PausedBots.Where(its => !its.HasEnded));
        Assert.Null((await Queue.Lanes.LookAsync($"{InLane}:1", default))!.BotPausedSince);
    }

    [Rule]
    public async Task ClearAndDrain_LanesSetAside_AreTakenLikeOthersAndTheBotStaysPaused()
    {
        var session = await JoinAsync();
        await Queue.Operations.PauseBotAsync("x", default);
        await PushAsync(new Entry("x:1", "x1"));
        Assert.Empty(await ClaimAsync(session));
        Assert.Equal(1, await Queue.Operations.ClearAsync(default));
        await PushAsync(new Entry("x:1", "x2"));
        Assert.Empty(await ClaimAsync(session));
        await LeaveAsync(session);

        Assert.Equal(1, await Queue.Operations.DrainAsync(default));
        var another = await JoinAsync();
        Assert.Empty(await ClaimAsync(another));
        await Queue.Operations.ContinueBotAsync("x", default);
        Assert.Equal(["x2"], await RunAllAsync(another));
    }

    [Rule]
    public async Task Pause_TooManyBots_SaysSo()
    {
        for (var i = 0; i < 900; i++)
        {
            Assert.True(await Queue.Operations.PauseBotAsync($"b{i}", default));
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() => Queue.Operations.PauseBotAsync("x", default));
        var session = await JoinAsync();
        await PushAsync(new("b0:1", "0"), new("b899:1", "899"), new("x:1", "x"));
        Assert.Equal(["x"], Texts(await ClaimAsync(session)));
        Assert.True(await Queue.Operations.ContinueBotAsync("b899", default));
        Assert.Equal(["899"], Texts(await ClaimAsync(session)));
        Assert.True(await Queue.Operations.PauseBotAsync("x", default));
    }

    // Heads that were granted and let go of, as if their workers had stopped.
    private static async Task ParkAllAsync(IQueueSession session)
    {
        foreach (var delivery in await ClaimAsync(session))
        {
            await session.ParkAsync(delivery, TimeSpan.Zero, 0, default);
        }
    }
}
