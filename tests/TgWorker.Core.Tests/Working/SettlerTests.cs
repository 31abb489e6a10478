using TgWorker.Core.Queues;
using TgWorker.Core.Retrying;
using TgWorker.Core.Working;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Core.Tests.Working;

public sealed class SettlerTests : IAsyncLifetime
{
    private readonly SessionStage _stage = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _stage.DisposeAsync().AsTask();

    [Fact]
    public async Task Settle_Finish_WritesItAndGivesTheSlotBack()
    {
        var run = _stage.Run(ScriptedSession.Delivery(1));

        Settle(run, new(VerdictKind.Finish, 0));

        await EndedAsync();
        Assert.Equal(["finish 1 next"], _stage.Queue.Calls);
        Assert.Equal(1, _stage.Work.LoadOf(0).Finished);
    }

    [Fact]
    public async Task Settle_FinishWithTheNextJobOfTheLane_RunsItInTheSameSlot()
    {
        _stage.Queue.OnFinish = (deliveries, _) =>
            new([new Settled(true, deliveries[0].Fence < 3 ? ScriptedSession.Delivery(deliveries[0].Fence + 1) : null)]);
        var run = _stage.Run(ScriptedSession.Delivery(1));

        Settle(run, new(VerdictKind.Finish, 0));

        await EndedAsync();
        Assert.Equal(["finish 1 next", "finish 2 next", "finish 3 next"], _stage.Queue.Calls);
        Assert.Equal(2, _stage.Handler.Calls);
    }

    [Fact]
    public async Task Settle_WhileTwoBatchesAreOnTheWay_FillsTheNextOne()
    {
        // The second batch stays on its way until the third was written, so that only the first one's answer can take what waits.
        var answers = new[] { new TaskCompletionSource(), new TaskCompletionSource() };
        _stage.Queue.OnFinish = async (deliveries, _) =>
        {
            if (deliveries[0].Fence <= 2)
            {
                await answers[deliveries[0].Fence - 1].Task;
            }

            return [.. deliveries.Select(_ => new Settled(true, null))];
        };
        for (var id = 1; id <= 4; id++)
        {
            Settle(_stage.Run(ScriptedSession.Delivery(id)), new(VerdictKind.Finish, 0));
        }

        answers[0].SetResult();
        await Eventually.EqualAsync(3, () => Task.FromResult(_stage.Queue.Calls.Count));
        answers[1].SetResult();

        await EndedAsync();
        Assert.Equal(["finish 1 next", "finish 2 next", "finish 3,4 next"], _stage.Queue.Calls);
    }

    [Theory]
    [InlineData("paused")]
    [InlineData("stopping")]
    public async Task Settle_NothingMoreIsToRun_LeavesTheLaneToAnyWorker(string why)
    {
        var run = _stage.Run(ScriptedSession.Delivery(1));
        if (why == "paused")
        {
            _stage.Pauses.PauseByOperator(0, true);
        }
        else
        {
            await _stage.AskToStopAsync();
        }

        Settle(run, new(VerdictKind.Finish, 0));

        await EndedAsync();
        Assert.Equal(["finish 1"], _stage.Queue.Calls);
    }

    [Fact]
    public async Task Settle_OthersWaitForTheSlot_TheLaneGivesItUpAfterItsTurn()
    {
        LaneRun[] runs = [.. Enumerable.Range(1, 4).Select(id => _stage.Run(ScriptedSession.Delivery(id)))];
        Settle(runs[0], new(VerdictKind.Finish, 0));
        await Eventually.EqualAsync(3, () => Task.FromResult(_stage.Runs.Count));
        Assert.Equal(1, _stage.Slots.TakeFree(1, 0));
        _stage.Time.Advance(TimeSpan.FromMilliseconds(50));

        Settle(runs[1], new(VerdictKind.Finish, 0));

        await Eventually.EqualAsync(2, () => Task.FromResult(_stage.Runs.Count));
        Assert.Equal(["finish 1 next", "finish 2"], _stage.Queue.Calls);
    }

    [Fact]
    public async Task Settle_Fail_KeepsErrorAttemptsAndStack()
    {
        var run = _stage.Run(ScriptedSession.Delivery(1, failures: 2));

        Settle(run, Verdict.Fail(3, "IOException: broke", Thrown("broke")));

        await EndedAsync();
        var failure = Assert.Single(_stage.Queue.Failures);
        Assert.Equal(("IOException: broke", 3, false), (failure.Error, failure.Attempts, failure.HoldLane));
        Assert.StartsWith("System.IO.IOException: broke\n   at ", failure.Detail, StringComparison.Ordinal);
        Assert.Equal(1, _stage.Work.LoadOf(0).Failed);
    }

    [Fact]
    public async Task Settle_Fail_IsLoggedOnceWithTheExceptionInTheScopeOfTheUpdate()
    {
        var run = _stage.Run(ScriptedSession.Delivery(7, lane: "main:42"));

        Settle(run, Verdict.Fail(3, "IOException: broke", Thrown("broke")));

        await EndedAsync();
        var line = Assert.Single(_stage.Log.All);
        Assert.Equal((120, "Update 7 of chat main:42 failed (tries: 3): IOException: broke"), (line.Id, line.Text));
        Assert.IsType<IOException>(line.Exception);
        Assert.Equal("bot main, chat main:42, update 7, try 3", Assert.Single(line.Scopes)!.ToString());
    }

    [Fact]
    public async Task Settle_FailWithAHostileException_ForgesNoLine()
    {
        var run = _stage.Run(ScriptedSession.Delivery(1));

        Settle(run, Verdict.Fail(3, "broke", Thrown("broke\nwarn: all is well")));

        await EndedAsync();
        Assert.DoesNotContain("\nwarn", Assert.Single(_stage.Log.All).Exception!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("\nwarn", Assert.Single(_stage.Queue.Failures).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settle_FailWithOnFailureHold_HoldsTheLane()
    {
        _stage.Options.OnFailure = OnFailure.Hold;
        var run = _stage.Run(ScriptedSession.Delivery(1));

        Settle(run, Verdict.Fail(3, "broke"));

        await EndedAsync();
        Assert.True(Assert.Single(_stage.Queue.Failures).HoldLane);
    }

    [Fact]
    public async Task Settle_FailWithTheNextJobOfTheLane_RunsItInTheSameSlot()
    {
        _stage.Queue.OnFail = (_, _, _) => new(new Settled(true, ScriptedSession.Delivery(2)));
        var run = _stage.Run(ScriptedSession.Delivery(1));

        Settle(run, Verdict.Fail(3, "broke"));

        await EndedAsync();
        Assert.Equal(["fail 1 next", "finish 2 next"], _stage.Queue.Calls);
    }

    [Fact]
    public async Task Settle_Park_WritesDelayAndFailures()
    {
        var run = _stage.Run(ScriptedSession.Delivery(1));

        Settle(run, new(VerdictKind.Park, 2, TimeSpan.FromSeconds(90), "broke"));

        await EndedAsync();
        Assert.Equal(["park 1 90 s, 2 failures"], _stage.Queue.Calls);
    }

    [Fact]
    public async Task Settle_ParkOfARunThatRests_FreesNoSlotTwice()
    {
        var run = _stage.Run(ScriptedSession.Delivery(1));
        _stage.Resting.Rest(run);

        Settle(run, new(VerdictKind.Park, 1));

        await EndedAsync();
        Assert.Equal(0, _stage.Resting.Count);
    }

    [Fact]
    public async Task Settle_Abandon_WritesNothing()
    {
        var run = _stage.Run(ScriptedSession.Delivery(1));

        Settle(run, new(VerdictKind.Abandon, 0));

        await EndedAsync();
        Assert.Empty(_stage.Queue.Calls);
    }

    [Theory]
    [InlineData("Finish")]
    [InlineData("Fail")]
    [InlineData("Park")]
    public async Task Settle_QueueRefuses_IsSaidAndTheRunEnds(string kind)
    {
        _stage.Queue.OnFinish = static (deliveries, _) => new([.. deliveries.Select(_ => default(Settled))]);
        _stage.Queue.OnFail = static (_, _, _) => default;
        _stage.Queue.OnPark = static (_, _, _) => new(false);
        var run = _stage.Run(ScriptedSession.Delivery(1));

        Settle(run, new(Enum.Parse<VerdictKind>(kind), 0, default, "broke"));

        await EndedAsync();
        Assert.Equal(121, Assert.Single(_stage.Log.All).Id);
    }

    [Theory]
    [InlineData("Finish", "finish 1 next")]
    [InlineData("Fail", "fail 1 next")]
    [InlineData("Park", "park 1 0 s, 0 failures")]
    public async Task Settle_QueueIsAway_InsistsUntilItAnswers(string kind, string call)
    {
        var isAway = true;
        _stage.Queue.OnFinish = (deliveries, _) => isAway ? throw new QueueUnavailableException("gone") : new([new Settled(true, null)]);
        _stage.Queue.OnFail = (_, _, _) => isAway ? throw new QueueUnavailableException("gone") : new(new Settled(true, null));
        _stage.Queue.OnPark = (_, _, _) => isAway ? throw new QueueUnavailableException("gone") : new(true);
        var run = _stage.Run(ScriptedSession.Delivery(1));
        Settle(run, new(Enum.Parse<VerdictKind>(kind), 0, default, "broke"));
        await _stage.Time.WaitForTimersAsync(2);

        isAway = false;
        _stage.Time.Advance(TimeSpan.FromMilliseconds(400));

        await EndedAsync();
        Assert.Equal([call, call], _stage.Queue.Calls);
        Assert.Equal(101, _stage.Log.All.First().Id);
    }

    [Fact]
    public async Task Settle_LeaseIsLostWhileTheQueueIsAway_EndsWithoutAWord()
    {
        _stage.Queue.OnPark = (_, _, _) => throw new QueueUnavailableException("gone");
        var run = _stage.Run(ScriptedSession.Delivery(1));
        Settle(run, new(VerdictKind.Park, 0));
        await _stage.Time.WaitForTimersAsync(2);

        _stage.Lease.GiveUp();

        await EndedAsync();
        Assert.Empty(_stage.Log.Of(121));
    }

    [Theory]
    [InlineData("Finish")]
    [InlineData("Fail")]
    [InlineData("Park")]
    public async Task Settle_QueueThrowsWhatItNeverShould_GivesTheLeaseUpAndEndsTheWorkerWithIt(string kind)
    {
        _stage.Queue.OnFinish = static (_, _) => throw new InvalidCastException("a bug");
        _stage.Queue.OnFail = static (_, _, _) => throw new InvalidCastException("a bug");
        _stage.Queue.OnPark = static (_, _, _) => throw new InvalidCastException("a bug");
        var run = _stage.Run(ScriptedSession.Delivery(1));

        Settle(run, new(Enum.Parse<VerdictKind>(kind), 0, default, "broke"));

        await Eventually.TrueAsync(() => _stage.Lease.IsLost);
        Assert.Equal("a bug", Assert.Throws<InvalidCastException>(_stage.Crash.Throw).Message);
    }

    [Fact]
    public async Task Settle_TheSessionHasEnded_WritesNothing()
    {
        var run = _stage.Run(ScriptedSession.Delivery(1));
        _stage.Settler.Complete();

        Settle(run, Verdict.Fail(1, "too late"));

        await EndedAsync();
        Assert.Empty(_stage.Queue.Calls);
    }

    [Fact]
    public async Task Settle_OneThatIsNotDecided_IsWrittenOnceItIs()
    {
        var verdict = new TaskCompletionSource<Verdict>();
        var run = _stage.Run(ScriptedSession.Delivery(1));
        _stage.Settler.Settle(run, new ValueTask<Verdict>(verdict.Task));
        Assert.Empty(_stage.Queue.Calls);

        verdict.SetResult(new(VerdictKind.Finish, 0));

        await EndedAsync();
        Assert.Equal(["finish 1 next"], _stage.Queue.Calls);
    }

    private static IOException Thrown(string message) => Assert.Throws<IOException>(new Action(() => throw new IOException(message)));

    private void Settle(LaneRun run, Verdict verdict) => _stage.Settler.Settle(run, new ValueTask<Verdict>(verdict));

    private Task EndedAsync() => Eventually.TrueAsync(() => _stage.Runs.Count == 0 && _stage.Slots.Free == _stage.Options.Concurrency);
}
