using TgWorker.Core.Handling;
using TgWorker.Core.Queues;
using TgWorker.Core.Retrying;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Core.Tests.Working;

/// <summary>An operator cancels a run: one delivery of it, and in all that may come between.</summary>
public sealed class CancellingTests : IAsyncLifetime
{
    private const string Reason = "It was cancelled by an operator (ada@web1).";

    private readonly SessionStage _stage = new();
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _stage.DisposeAsync().AsTask();

    [Fact]
    public async Task Cancel_HandlerThatHeedsIt_FailsWithoutAnotherTryAndSaysWho()
    {
        _stage.Handler = new((_, token) => HangAsync(token));
        var execution = await StartAsync(1);

        Assert.Equal(1, Cancel(1)!.Job.UpdateId);
        Assert.Null(Cancel(1));

        AssertCancelled(1, await execution);
        Assert.Empty(_stage.Queue.Calls);
    }

    [Fact]
    public async Task Cancel_HandlerThatIgnoresIt_StaysUntilItEndsAndIsFinishedIfItSucceeds()
    {
        _stage.Handler = new(async (_, _) =>
        {
            _entered.SetResult();
            await _end.Task;
            return UpdateOutcome.Handled;
        });
        var execution = await StartAsync(1);
        Assert.NotNull(Cancel(1));
        Assert.False(execution.IsCompleted);

        _end.SetResult();

        Assert.Equal(VerdictKind.Finish, (await execution).Kind);
    }

    [Theory]
    [InlineData("retry")]
    [InlineData("wait")]
    [InlineData("throw")]
    public async Task Cancel_HandlerEndsOtherwise_IsNotTriedAgain(string how)
    {
        _stage.Options.Retry.Policy = _ => throw new InvalidOperationException("A policy is not asked.");
        _stage.Handler = new(async (_, _) =>
        {
            _entered.SetResult();
            await _end.Task;
            return how switch
            {
                "retry" => UpdateOutcome.Retry("later"), "wait" => UpdateOutcome.Wait(TimeSpan.FromSeconds(1), "429"),
                _ => throw new IOException("broke"),
            };
        });
        var execution = await StartAsync(1);
        Cancel(1);

        _end.SetResult();

        AssertCancelled(1, await execution);
    }

    [Fact]
    public async Task Cancel_AnotherDeliveryOfTheLane_DoesNothing()
    {
        _stage.Handler = new((_, token) => HangAsync(token));
        var execution = await StartAsync(2);

        Assert.Null(_stage.Runs.Cancel(new CancelledRun("main:2", 1, "ada@web1")));
        Assert.Null(_stage.Runs.Cancel(new CancelledRun("main:1", 2, "ada@web1")));

        Assert.False(execution.IsCompleted);
        Assert.NotNull(Cancel(2));
        AssertCancelled(1, await execution);
    }

    [Fact]
    public async Task Cancel_BetweenTwoTries_FailsAtOnceAndGivesNoSlotBackTwice()
    {
        _stage.Handler = new(_ => UpdateOutcome.Retry("broke"));
        var run = _stage.Run(ScriptedSession.Delivery(1));
        run.Start();
        await Eventually.TrueAsync(() => _stage.Resting.Count == 1);

        Assert.NotNull(Cancel(1));

        await Eventually.TrueAsync(() => _stage.Runs.Count == 0);
        Assert.Equal(["note 1 1", "fail 1"], _stage.Queue.Calls);
        Assert.Equal((Reason, 1), (_stage.Queue.Failures.Single().Error, _stage.Queue.Failures.Single().Attempts));
        Assert.Equal((4, 0), (_stage.Slots.Free, _stage.Resting.Count));
    }

    [Fact]
    public async Task Cancel_WaitsForASlotForItsNextTry_FailsWithoutOne()
    {
        _stage.Handler = new(_ => UpdateOutcome.Retry("broke"));
        var run = _stage.Run(ScriptedSession.Delivery(1));
        run.Start();
        await Eventually.TrueAsync(() => _stage.Resting.Count == 1);
        Assert.Equal(4, _stage.Slots.TakeFree(4, 0));
        await _stage.RestAsync(TimeSpan.FromSeconds(1));

        Assert.NotNull(Cancel(1));

        await Eventually.TrueAsync(() => _stage.Runs.Count == 0);
        Assert.Equal((1, 0, 0), (_stage.Handler.Calls, _stage.Slots.Free, _stage.Resting.Count));
        Assert.Equal(Reason, _stage.Queue.Failures.Single().Error);
    }

    [Fact]
    public async Task Cancel_JobBeforeInTheLane_LeavesTheNextAlone()
    {
        _stage.Queue.OnFail = (_, _, _) => new(new Settled(true, ScriptedSession.Delivery(2, "main:1")));
        _stage.Handler = new((context, token) => context.UpdateId == 1 ? HangAsync(token)
            : new(token.IsCancellationRequested ? UpdateOutcome.Fail("It was cancelled too.") : UpdateOutcome.Handled));
        _stage.Run(ScriptedSession.Delivery(1)).Start();
        await _entered.Task;

        Cancel(1);

        await Eventually.TrueAsync(() => _stage.Runs.Count == 0);
        Assert.Equal(["fail 1 next", "finish 2 next"], _stage.Queue.Calls);
    }

    [Fact]
    public async Task Cancel_TheWorkerStopsToo_IsStillAFailedJob()
    {
        _stage.Handler = new((_, token) => HangAsync(token));
        var execution = await StartAsync(1);
        Cancel(1);
        await _stage.AskToStopAsync();
        _stage.Time.Advance(TimeSpan.FromHours(1));

        AssertCancelled(1, await execution);
    }

    [Fact]
    public async Task Renew_TellsOfACancelledRun_CancelsItAndLogsWhoAsked()
    {
        var cancelled = false;
        _stage.Queue.OnClaim = slots => new(slots == 4 ? ScriptedSession.Granted(ScriptedSession.Delivery(1)) : ScriptedSession.Nothing);
        _stage.Queue.OnRenew = () => new(new Heartbeat(false, false, 0)
        {
            Cancelled = cancelled ? [new CancelledRun("main:1", 1, "ada@web1\u0007")] : null,
        });
        _stage.Handler = new((_, token) => HangAsync(token));
        await using var session = _stage.NewSession();
        var running = session.RunAsync();
        await _entered.Task;

        cancelled = true;
        await Eventually.TrueAsync(() =>
        {
            _stage.Time.Advance(TimeSpan.FromMilliseconds(500));

            // Whoever cancels says so right behind it, while the run ends on another thread.
            return _stage.Queue.Failures.Count == 1 && _stage.Log.All.Any(line => line.Id == 124);
        });

        Assert.StartsWith("It was cancelled by an operator (ada@web1", _stage.Queue.Failures.Single().Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u0007', _stage.Queue.Failures.Single().Error);
        await _stage.AskToStopAsync();
        await running;
    }

    private async Task<Task<Verdict>> StartAsync(long id)
    {
        var execution = _stage.ExecuteAsync(ScriptedSession.Delivery(id));
        await _entered.Task;
        return execution;
    }

    private Delivery? Cancel(long id) => _stage.Runs.Cancel(new CancelledRun($"main:{id}", id, "ada@web1"));

    private async ValueTask<UpdateOutcome> HangAsync(CancellationToken token)
    {
        _entered.SetResult();
        await Task.Delay(Timeout.InfiniteTimeSpan, token);
        return UpdateOutcome.Handled;
    }

    private static void AssertCancelled(int failures, Verdict verdict) =>
        Assert.Equal((VerdictKind.Fail, failures, Reason), (verdict.Kind, verdict.Failures, verdict.Error));
}
