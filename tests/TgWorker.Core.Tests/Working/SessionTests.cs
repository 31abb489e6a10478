using TgWorker.Core.Handling;
using TgWorker.Core.Queues;
using TgWorker.Core.Working;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Core.Tests.Working;

public sealed class SessionTests : IAsyncLifetime
{
    // Of these some ten are enough for a claim that asks twice to lose all its slots.
    private const int Claims = 1_000;

    private readonly SessionStage _stage = new();
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Session? _session;

    private ScriptedSession Queue => _stage.Queue;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await (_session?.DisposeAsync() ?? default);
        await _stage.DisposeAsync();
    }

    [Fact]
    public async Task Run_FreshStart_ClaimsForAllSlotsAndWaitsForMore()
    {
        var running = RunAsync();
        await CalledAsync("wait");
        Assert.Equal(["claim 4", "wait"], Queue.Calls);

        Queue.Wake();
        await Eventually.TrueAsync(() => Queue.Calls.Count(call => call == "claim 4") == 2);

        await StopAsync(running);
        Assert.Equal("leave", Queue.Calls.Last());
    }

    [Fact]
    public async Task Run_FirstRenewalIsNotAnswered_ClaimsNothing()
    {
        var renewal = new TaskCompletionSource<Heartbeat>();
        Queue.OnRenew = () => new(renewal.Task);
        var running = RunAsync();
        await Task.Yield();
        Assert.Empty(Queue.Calls);

        renewal.SetResult(default);

        await CalledAsync("wait");
        await StopAsync(running);
    }

    [Fact]
    public async Task Run_QueueIsPausedAtTheStart_ClaimsNothingUntilItIsContinued()
    {
        var isPaused = true;
        var renewals = 0;
        Queue.OnRenew = () =>
        {
            renewals++;
            return new(new Heartbeat(isPaused, false, 0));
        };
        Queue.OnClaim = _ => new(ScriptedSession.Granted(ScriptedSession.Delivery(1)));
        var running = RunAsync();
        await BeatAsync(3, () => renewals);
        Assert.Empty(Queue.Calls);
        Assert.Equal([103], _stage.Log.All.Select(line => line.Id));

        Queue.OnClaim = _ => new(ScriptedSession.Nothing);
        isPaused = false;
        await BeatAsync(4, () => renewals);

        await CalledAsync("wait");
        Assert.Equal([103, 110], _stage.Log.All.Select(line => line.Id));
        await StopAsync(running);
    }

    [Fact]
    public async Task Run_QueueIsAwayAtTheFirstRenewal_ClaimsOnceItAnswers()
    {
        var renewals = 0;
        Queue.OnRenew = () => ++renewals < 3 ? throw new QueueUnavailableException("gone") : new(default(Heartbeat));
        var running = RunAsync();
        await BeatAsync(2, () => renewals);
        Assert.Empty(Queue.Calls);

        await BeatAsync(3, () => renewals);

        await CalledAsync("wait");
        await StopAsync(running);
    }

    [Fact]
    public async Task Run_Granted_RunsItAndClaimsForTheOtherSlots()
    {
        Queue.OnClaim = slots => new(slots == 4 ? ScriptedSession.Granted(ScriptedSession.Delivery(1)) : ScriptedSession.Nothing);
        _stage.Handler = new((_, _) => HoldAsync());
        var running = RunAsync();
        await CalledAsync("wait");
        Queue.Wake();
        await CalledAsync("claim 3");

        _end.SetResult();

        await CalledAsync("finish 1 next");
        await StopAsync(running);
    }

    [Fact]
    public async Task Run_IdleWithAClaimOnItsWay_ShowsNoSlotAsTaken()
    {
        var claim = new TaskCompletionSource<Claim>();
        Queue.OnClaim = _ => new(claim.Task);
        var running = RunAsync();
        await CalledAsync("claim 4");

        Assert.Equal((0, 4), (Queue.Load!().Running, Queue.Load().Slots));
        claim.SetResult(ScriptedSession.Nothing);
        await StopAsync(running);
    }

    [Fact]
    public async Task Run_OneRunsAndOneRests_ShowsOneAsRunning()
    {
        Queue.OnClaim = slots => new(
            slots == 4 ? ScriptedSession.Granted(ScriptedSession.Delivery(1), ScriptedSession.Delivery(2)) : ScriptedSession.Nothing);
        _stage.Handler = new((context, _) => context.UpdateId == 1 ? HoldAsync() : new(UpdateOutcome.Wait(TimeSpan.FromSeconds(1), "429")));
        var running = RunAsync();
        await CalledAsync("note 2 0");

        await Eventually.EqualAsync((1, 4), () => Task.FromResult((Queue.Load!().Running, Queue.Load().Slots)));
        _end.SetResult();
        await _stage.AskToStopAsync();
        await EndedAsync(running);
    }

    [Fact]
    public async Task Run_QueueIsAwayAtAClaim_AsksAgainAfterABreath()
    {
        var claims = 0;
        Queue.OnClaim = _ => ++claims == 1 ? throw new QueueUnavailableException("gone") : new(ScriptedSession.Nothing);
        var running = RunAsync();
        await CalledAsync("claim 4");
        // Two deadlines of the lease (one is the stage's), its next renewal, and the breath.
        await _stage.Time.WaitForTimersAsync(4);
        _stage.Time.Advance(TimeSpan.FromMilliseconds(400));

        await CalledAsync("wait");
        Assert.Equal(4, _stage.Slots.Free);
        await StopAsync(running);
    }

    [Theory]
    [InlineData("claim")]
    [InlineData("renewal")]
    public async Task Run_QueueSaysTheLeaseIsLost_CancelsHandlersAndSettlesNothing(string where)
    {
        Queue.OnClaim = slots => slots == 4
            ? new(ScriptedSession.Granted(ScriptedSession.Delivery(1)))
            : where == "claim" ? throw new LeaseLostException("scripted") : new(ScriptedSession.Nothing);
        var renewals = 0;
        Queue.OnRenew = () => ++renewals > 1 && where == "renewal" ? throw new LeaseLostException("scripted") : new(default(Heartbeat));
        _stage.Handler = new(ForEverAsync);
        var running = RunAsync();
        await CalledAsync("wait");

        Queue.Wake();
        await BeatAsync(where == "renewal" ? 2 : 1, () => renewals);
        await Eventually.DoneAsync(running);

        Assert.True(_session!.IsLost);
        Assert.Equal(["claim 4", "leave"], Queue.Calls.Where(call => call != "wait" && call != "claim 3"));
    }

    [Fact]
    public async Task Run_ClaimThrowsWhatItNeverShould_EndsWithThatErrorAndItsHandlersCancelled()
    {
        Queue.OnClaim = slots => slots == 4 ? new(ScriptedSession.Granted(ScriptedSession.Delivery(1)))
            : throw new InvalidCastException("a bug");
        _stage.Handler = new(ForEverAsync);
        var running = RunAsync();
        await CalledAsync("wait");

        Queue.Wake();

        Assert.Equal("a bug", (await Assert.ThrowsAsync<InvalidCastException>(() => Eventually.DoneAsync(running))).Message);
    }

    [Fact]
    public async Task Run_Stopped_LetsHandlersEndAndLeaves()
    {
        Queue.OnClaim = slots => new(slots == 4 ? ScriptedSession.Granted(ScriptedSession.Delivery(1)) : ScriptedSession.Nothing);
        _stage.Handler = new((_, _) => HoldAsync());
        var running = RunAsync();
        await CalledAsync("wait");

        await _stage.AskToStopAsync();
        Assert.False(running.IsCompleted);
        _end.SetResult();

        await Eventually.DoneAsync(running);
        Assert.Equal(["finish 1", "leave"], Queue.Calls.TakeLast(2));
    }

    [Fact]
    public async Task Run_StoppedAndTheGraceIsOver_CancelsHandlersAndPutsTheirJobsBack()
    {
        Queue.OnClaim = slots => new(slots == 4 ? ScriptedSession.Granted(ScriptedSession.Delivery(1)) : ScriptedSession.Nothing);
        _stage.Options.Grace = TimeSpan.FromSeconds(3);
        _stage.Handler = new(ForEverAsync);
        var running = RunAsync();
        await CalledAsync("wait");

        await _stage.AskToStopAsync();
        _stage.Time.Advance(TimeSpan.FromSeconds(3));

        await Eventually.DoneAsync(running);
        Assert.Equal(["park 1 0 s, 0 failures", "leave"], Queue.Calls.TakeLast(2));
    }

    [Fact]
    public async Task Run_AHandlerHeedsNoCancellation_IsLeftBehindAndTheSessionNotLeft()
    {
        Queue.OnClaim = slots => new(slots == 4 ? ScriptedSession.Granted(ScriptedSession.Delivery(1)) : ScriptedSession.Nothing);
        _stage.Options.Grace = TimeSpan.Zero;
        _stage.Handler = new((_, _) => HoldAsync());
        var running = RunAsync();
        await CalledAsync("wait");
        await _stage.AskToStopAsync();
        await EndedAsync(running);

        Assert.DoesNotContain("leave", Queue.Calls);
        Assert.Equal("1 handlers ignored their cancellation; their chats continue when the lease ends",
            Assert.Single(_stage.Log.Of(130)).Text);
        _end.SetResult();
    }

    [Fact]
    public async Task Run_AskedToRestart_StopsTheWorkerForThat()
    {
        Queue.OnRenew = () => new(new Heartbeat(false, RestartRequested: true, 0));
        await Eventually.DoneAsync(RunAsync());

        Assert.Equal(WorkerExit.Restart, _stage.Stop.Exit);
    }

    [Fact]
    public async Task Run_PausedWhileAClaimWaitsForASlot_ClaimsNothingWithIt()
    {
        Queue.OnClaim = slots => new(
            slots == 4 ? ScriptedSession.Granted([.. Enumerable.Range(1, 4).Select(id => ScriptedSession.Delivery(id))])
                : ScriptedSession.Nothing);
        _stage.Handler = new((_, _) => HoldAsync());
        var running = RunAsync();
        await CalledAsync("wait");
        Queue.Wake();
        _stage.Pauses.PauseHere(true);

        _end.SetResult();

        await Eventually.TrueAsync(() => _stage.Slots.Free == 4);
        Assert.Equal(["claim 4"], Queue.Calls.Where(call => call.StartsWith("claim", StringComparison.Ordinal)));
        await StopAsync(running);
    }

    // A pause that began between two looks at it lost the slots of the claim.
    [Fact]
    public async Task Run_PausedAtAnyMomentOfAClaim_LosesNoSlot()
    {
        using var enough = new CancellationTokenSource();
        var claims = 0;
        Queue.OnClaim = _ =>
        {
            if (++claims == Claims)
            {
                enough.Cancel();
            }

            return new(ScriptedSession.Nothing);
        };

        // As fast as can be, so that pauses begin and end at each moment of a claim.
        var pauses = Task.Run(() =>
        {
            for (var isPaused = true; !enough.IsCancellationRequested || !isPaused; isPaused = !isPaused)
            {
                _stage.Pauses.PauseHere(isPaused);
                Queue.Wake();
            }
        });
        var running = RunAsync();

        await Eventually.TrueAsync(() => enough.IsCancellationRequested);
        await pauses;
        await Eventually.TrueAsync(() => _stage.Slots.Free == 4);
        await StopAsync(running);
    }

    private static async ValueTask<UpdateOutcome> ForEverAsync(UpdateContext context, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        return UpdateOutcome.Handled;
    }

    private async ValueTask<UpdateOutcome> HoldAsync()
    {
        await _end.Task;
        return UpdateOutcome.Handled;
    }

    private Task RunAsync()
    {
        _session = _stage.NewSession();
        return _session.RunAsync();
    }

    private Task CalledAsync(string call) => Eventually.TrueAsync(() => Queue.Calls.Contains(call), what: call);

    private Task BeatAsync(int renewals, Func<int> counted) => Eventually.TrueAsync(() =>
    {
        if (counted() < renewals)
        {
            _stage.Time.Advance(TimeSpan.FromMilliseconds(500));
        }

        return counted() >= renewals;
    });

    private async Task EndedAsync(Task running)
    {
        await Eventually.TrueAsync(() =>
        {
            _stage.Time.Advance(TimeSpan.FromMilliseconds(500));
            return running.IsCompleted;
        });
        await running;
    }

    private async Task StopAsync(Task running)
    {
        await _stage.AskToStopAsync();
        await Eventually.DoneAsync(running);
    }
}
