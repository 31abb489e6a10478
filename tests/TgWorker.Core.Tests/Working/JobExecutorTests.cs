using TgWorker.Core.Handling;
using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Core.Retrying;

namespace TgWorker.Core.Tests.Working;

public sealed class JobExecutorTests : IAsyncLifetime
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly SessionStage _stage = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _stage.DisposeAsync().AsTask();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Execute_Handled_IsFinished(bool isAsync)
    {
        _stage.Handler = new(async (_, _) =>
        {
            if (isAsync)
            {
                await Task.Yield();
            }

            return UpdateOutcome.Handled;
        });

        Assert.Equal(new Verdict(VerdictKind.Finish, 0), await ExecuteAsync(ScriptedSession.Delivery(1)));
    }

    [Fact]
    public async Task Execute_Unreadable_FailsUnrunWithTheReasonEscaped() =>
        AssertRefused("Not JSON:\\n.", await ExecuteAsync(Of(new Job { Payload = default, Lane = "main:1", Problem = "Not JSON:\n." })));

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public async Task Execute_AKillerOfWorkers_FailsUnrun(int lapses, bool isRefused)
    {
        var verdict = await ExecuteAsync(ScriptedSession.Delivery(1, lapses: lapses));

        Assert.Equal((isRefused ? VerdictKind.Fail : VerdictKind.Finish, isRefused ? 0 : 1), (verdict.Kind, _stage.Handler.Calls));
    }

    [Fact]
    public async Task Execute_NoTryIsLeft_FailsUnrun() =>
        AssertRefused("3 tries were made before and no more are allowed.", await ExecuteAsync(ScriptedSession.Delivery(1, failures: 3)));

    [Fact]
    public async Task Execute_NoTryIsLeftButAPolicyDecides_Runs()
    {
        _stage.Options.Retry.Policy = _ => null;

        Assert.Equal(VerdictKind.Finish, (await ExecuteAsync(ScriptedSession.Delivery(1, failures: 30))).Kind);
    }

    [Fact]
    public async Task Execute_ThrowsTwice_RestsWithoutASlotAndIsFinished()
    {
        _stage.Handler = new(context => context.Attempt < 3 ? throw new IOException("broke") : UpdateOutcome.Handled);
        var execution = ExecuteAsync(ScriptedSession.Delivery(1));

        await _stage.Time.WaitForTimersAsync(2);
        Assert.Equal((4, 1), (_stage.Slots.Free, _stage.Resting.Count));
        await _stage.PassAsync(Second, timers: 2);
        await _stage.PassAsync(Second, timers: 2);

        Assert.Equal(new Verdict(VerdictKind.Finish, 2), await execution);
        Assert.Equal(["note 1 1", "note 1 2"], _stage.Queue.Calls);
        Assert.Equal((3, 0), (_stage.Slots.Free, _stage.Resting.Count));
    }

    [Fact]
    public async Task Execute_ThrowsAtEveryTry_FailsWithTheLastException()
    {
        _stage.Options.Retry.Tries = 2;
        _stage.Handler = new(context => throw new IOException($"broke {context.Attempt}"));
        var execution = ExecuteAsync(ScriptedSession.Delivery(1));

        await _stage.PassAsync(Second, timers: 2);

        var verdict = await execution;
        Assert.Equal((VerdictKind.Fail, 2, "IOException: broke 2"), (verdict.Kind, verdict.Failures, verdict.Error));
        Assert.Equal("broke 2", verdict.Cause!.Message);
    }

    [Fact]
    public async Task Execute_ALongDelay_IsParkedWithItsSlot()
    {
        _stage.Options.Retry.Backoff = [TimeSpan.FromMinutes(5)];
        _stage.Handler = new(_ => UpdateOutcome.Retry("broke"));

        Assert.Equal(
            new Verdict(VerdictKind.Park, 2, TimeSpan.FromMinutes(5), "broke"),
            await ExecuteAsync(ScriptedSession.Delivery(1, failures: 1)));
        Assert.Equal(3, _stage.Slots.Free);
    }

    [Fact]
    public async Task Execute_Waits_RestsAndUsesUpNoTry()
    {
        _stage.Handler = new(_ => _stage.Handler.Calls == 1 ? UpdateOutcome.Wait(Second, "429") : UpdateOutcome.Handled);
        var execution = ExecuteAsync(ScriptedSession.Delivery(1));

        await _stage.PassAsync(Second, timers: 2);

        Assert.Equal(new Verdict(VerdictKind.Finish, 0), await execution);
    }

    [Fact]
    public async Task Execute_WaitsInThePast_DoesNotSpin()
    {
        _stage.Handler = new(_ => UpdateOutcome.Wait(TimeSpan.FromSeconds(-5), "the deadline is over"));
        var execution = ExecuteAsync(ScriptedSession.Delivery(1));

        await _stage.Time.WaitForTimersAsync(2);

        Assert.Equal((1, TimeSpan.FromMilliseconds(55)), (_stage.Handler.Calls, _stage.Time.UntilNextTimer));
        await _stage.AskToStopAsync();
        await _stage.PassAsync(Second, timers: 2);
        Assert.Equal(VerdictKind.Park, (await execution).Kind);
    }

    [Fact]
    public async Task Execute_NoRoomToRest_IsParked()
    {
        _stage.Handler = new(_ => UpdateOutcome.Retry("broke"));
        for (var i = 0; i < 4 * _stage.Options.Concurrency; i++)
        {
            _stage.Resting.Rest(_stage.Run(ScriptedSession.Delivery(100 + i)));
        }

        Assert.Equal(VerdictKind.Park, (await ExecuteAsync(ScriptedSession.Delivery(1))).Kind);
    }

    [Fact]
    public async Task Execute_LaneIsAnothersAtTheRest_IsParkedAndNotTriedAgain()
    {
        _stage.Queue.OnNoteFailures = (_, _) => new(false);
        _stage.Handler = new(_ => UpdateOutcome.Retry("broke"));
        var execution = ExecuteAsync(ScriptedSession.Delivery(1));

        await _stage.PassAsync(Second, timers: 2);

        Assert.Equal(new Verdict(VerdictKind.Park, 1), await execution);
        Assert.Equal(1, _stage.Handler.Calls);
    }

    [Fact]
    public async Task Execute_QueueIsAwayAtTheRest_GoesOn()
    {
        _stage.Queue.OnNoteFailures = (_, _) => throw new QueueUnavailableException("gone");
        _stage.Handler = new(context => context.Attempt == 1 ? UpdateOutcome.Retry("broke") : UpdateOutcome.Handled);
        var execution = ExecuteAsync(ScriptedSession.Delivery(1));

        await _stage.PassAsync(Second, timers: 2);

        Assert.Equal(VerdictKind.Finish, (await execution).Kind);
    }

    [Fact]
    public async Task Execute_WorkerStopsAtTheRest_IsParkedAtOnceWithItsFailures()
    {
        _stage.Handler = new(_ => UpdateOutcome.Retry("broke"));
        var execution = ExecuteAsync(ScriptedSession.Delivery(1));
        await _stage.Time.WaitForTimersAsync(2);

        await _stage.AskToStopAsync();
        await _stage.PassAsync(Second, timers: 2);

        Assert.Equal(new Verdict(VerdictKind.Park, 1), await execution);
        Assert.Equal(1, _stage.Handler.Calls);
    }

    [Fact]
    public async Task Execute_GraceIsOverAtTheRest_IsParkedForItsDelay()
    {
        _stage.Options.Grace = TimeSpan.FromMilliseconds(100);
        _stage.Handler = new(_ => UpdateOutcome.Retry("broke"));
        var execution = ExecuteAsync(ScriptedSession.Delivery(1));
        await _stage.Time.WaitForTimersAsync(2);

        await _stage.AskToStopAsync();
        await _stage.PassAsync(TimeSpan.FromMilliseconds(100), timers: 3);

        Assert.Equal(new Verdict(VerdictKind.Park, 1, Second), await execution);
    }

    [Fact]
    public async Task Execute_GraceIsOverInTheHandler_IsParkedAndNoTryIsUsedUp()
    {
        _stage.Options.Grace = Second;
        _stage.Handler = new(ForEver);
        var execution = ExecuteAsync(ScriptedSession.Delivery(1, failures: 1));

        await _stage.AskToStopAsync();
        _stage.Time.Advance(Second);

        Assert.Equal(new Verdict(VerdictKind.Park, 1), await execution);
    }

    [Fact]
    public async Task Execute_LeaseIsLostBefore_IsAbandonedUnrun()
    {
        var run = _stage.Run(ScriptedSession.Delivery(1));
        _stage.Lease.GiveUp();

        Assert.Equal(VerdictKind.Abandon, (await _stage.Executor.ExecuteAsync(run)).Kind);
        Assert.Equal(0, _stage.Handler.Calls);
    }

    [Fact]
    public async Task Execute_LeaseIsLostInTheHandler_IsCancelledAndAbandoned()
    {
        _stage.Handler = new(ForEver);
        var execution = ExecuteAsync(ScriptedSession.Delivery(1));

        _stage.Lease.GiveUp();

        Assert.Equal(VerdictKind.Abandon, (await execution).Kind);
    }

    [Fact]
    public async Task Execute_LeaseIsLostThoughTheHandlerEnds_IsAbandoned()
    {
        var end = new TaskCompletionSource<UpdateOutcome>();
        _stage.Handler = new((_, _) => new(end.Task));
        var execution = ExecuteAsync(ScriptedSession.Delivery(1));

        _stage.Lease.GiveUp();
        end.SetResult(UpdateOutcome.Handled);

        Assert.Equal(VerdictKind.Abandon, (await execution).Kind);
    }

    [Fact]
    public async Task Execute_HandlerCancelsItself_IsAFailedTry()
    {
        _stage.Options.Retry.Tries = 1;
        _stage.Handler = new(_ => throw new OperationCanceledException("mine"));

        Assert.Equal((VerdictKind.Fail, "OperationCanceledException: mine"), KindAndError(await ExecuteAsync(ScriptedSession.Delivery(1))));
    }

    [Theory]
    [InlineData(false, "Rest")]
    [InlineData(true, "Fail")]
    public async Task Execute_TimeLimit_IsAFailedTryOrTheLast(bool failOnTimeout, string kind)
    {
        _stage.Options.Retry.WaitInWorker = TimeSpan.Zero;
        _stage.Handler = new(ForEver);
        var execution = ExecuteAsync(Of(Readable(timeout: Second, failOnTimeout: failOnTimeout)));

        await _stage.Time.WaitForTimersAsync(2);
        _stage.Time.Advance(Second);

        var verdict = await execution;
        Assert.Equal((kind == "Rest" ? VerdictKind.Park : VerdictKind.Fail, "It took longer than 1 s."), KindAndError(verdict));
        Assert.Equal(1, verdict.Failures);
    }

    [Fact]
    public async Task Execute_HandlerHeedsNoCancellation_KeepsItsSlotUntilItEnds()
    {
        var end = new TaskCompletionSource<UpdateOutcome>();
        _stage.Options.Retry.Tries = 1;
        _stage.Handler = new((_, _) => new(end.Task));
        var execution = ExecuteAsync(Of(Readable(timeout: Second)));
        await _stage.Time.WaitForTimersAsync(2);
        _stage.Time.Advance(TimeSpan.FromSeconds(8));
        Assert.False(execution.IsCompleted);
        var signs = _stage.Runs.Look(TimeSpan.FromSeconds(5));
        Assert.Equal(1, signs.Hanging);
        Assert.True(Assert.Single(signs.Some!).Runs > TimeSpan.FromSeconds(5));

        end.SetResult(UpdateOutcome.Handled);

        Assert.Equal(VerdictKind.Finish, (await execution).Kind);
        Assert.Equal(0, _stage.Runs.Look(TimeSpan.FromSeconds(5)).Hanging);
    }

    [Theory]
    [InlineData("\"timeout\":4294968")]
    [InlineData("a century")]
    public async Task Execute_TimeLimitBeyondAllTimers_IsTheLongestThereIs(string what)
    {
        var timeout = what == "a century" ? TimeSpan.FromDays(36_500) : TimeSpan.FromSeconds(4_294_968);

        Assert.Equal(VerdictKind.Finish, (await ExecuteAsync(Of(Readable(timeout: timeout)))).Kind);
    }

    [Fact]
    public async Task Execute_NumbersOfTheEnvelopeAtTheirEnds_DoNotOverflow()
    {
        // attempts: 2147483647, maxTries: 0, backoff: [1,2]: 64 of these once stopped a worker for good.
        _stage.Options.Retry.WaitInWorker = TimeSpan.Zero;
        _stage.Handler = new(context => throw new IOException($"broke at try {context.Attempt}"));
        var job = new Job
        {
            Payload = default, Update = "{}"u8.ToArray(), Lane = "main:1", Attempts = int.MaxValue, MaxTries = 0,
            Backoff = [Second, 2 * Second],
        };

        Assert.Equal(
            (VerdictKind.Park, 1, 2 * Second, "IOException: broke at try 2147483647"),
            await ExecuteAsync(Of(job)) is var verdict ? (verdict.Kind, verdict.Failures, verdict.Delay, verdict.Error) : default);
    }

    [Fact]
    public async Task Execute_ExceptionWhoseMembersThrow_IsAFailedJobWithAReason()
    {
        _stage.Options.Retry.Tries = 1;
        _stage.Handler = new(_ => throw new Hostile());

        var (kind, error) = KindAndError(await ExecuteAsync(ScriptedSession.Delivery(1)));

        Assert.Equal(VerdictKind.Fail, kind);
        Assert.StartsWith("Hostile: its message cannot be read (and its outcome: NotSupportedException", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_SourceOfChance_IsTheOptions()
    {
        _stage.Options.Retry.Backoff = [];
        _stage.Options.Retry.WaitInWorker = TimeSpan.Zero;
        _stage.Options.Retry.Randomizer = () => 0.25;
        _stage.Handler = new(_ => UpdateOutcome.Retry("broke"));

        Assert.Equal(TimeSpan.FromSeconds(1.5), (await ExecuteAsync(ScriptedSession.Delivery(1, failures: 1))).Delay);
    }

    private static ValueTask<UpdateOutcome> ForEver(UpdateContext context, CancellationToken cancellationToken) =>
        new(Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken)
            .ContinueWith(_ => UpdateOutcome.Handled, cancellationToken, default, TaskScheduler.Default));

    private static Job Readable(TimeSpan? timeout = null, bool failOnTimeout = false) =>
        new() { Payload = default, Update = "{}"u8.ToArray(), Lane = "main:1", Timeout = timeout, FailOnTimeout = failOnTimeout };

    private static Delivery Of(Job job) => ScriptedSession.Delivery(1, job: job);

    private static (VerdictKind Kind, string? Error) KindAndError(Verdict verdict) => (verdict.Kind, verdict.Error);

    private Task<Verdict> ExecuteAsync(Delivery delivery) => _stage.ExecuteAsync(delivery);

    private void AssertRefused(string reason, Verdict verdict)
    {
        Assert.Equal((VerdictKind.Fail, reason), KindAndError(verdict));
        Assert.Equal(0, _stage.Handler.Calls);
    }

    private sealed class Hostile : Exception, IUpdateOutcomeSource
    {
        public override string Message => throw new NotSupportedException("no message");

        public UpdateOutcome Outcome => throw new NotSupportedException("no outcome");
    }
}
