using System.ComponentModel.DataAnnotations;
using Polly;
using Polly.CircuitBreaker;
using Polly.Hedging;
using Polly.Timeout;
using TgWorker.Core.Handling;
using TgWorker.Core.Retrying;
using TgWorker.Core.Tests.Working;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Core.Tests.Retrying;

/// <summary>Polly strategies and retry policies of the user's own.</summary>
public sealed class StrategiesTests : IAsyncLifetime
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly SessionStage _stage = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _stage.DisposeAsync().AsTask();

    [Fact]
    public async Task Configure_CircuitBreaker_OpensForAllChatsAndUsesUpNoTry()
    {
        _stage.Options.Retry.WaitInWorker = TimeSpan.Zero;
        _stage.Options.Retry.Configure = pipeline => pipeline.AddCircuitBreaker(new CircuitBreakerStrategyOptions<UpdateOutcome>
        {
            MinimumThroughput = 2, FailureRatio = 1, BreakDuration = TimeSpan.FromSeconds(30),
            ShouldHandle = arguments => new(arguments.Outcome.Exception is IOException),
        });
        _stage.Handler = new(_ => throw new IOException("broke"));
        Assert.Equal(1, (await ExecuteAsync(1)).Failures);
        Assert.Equal(1, (await ExecuteAsync(2)).Failures);

        var verdict = await ExecuteAsync(3);

        Assert.Equal((VerdictKind.Park, 0, TimeSpan.FromSeconds(30)), (verdict.Kind, verdict.Failures, verdict.Delay));
        Assert.StartsWith("BrokenCircuitException: ", verdict.Error, StringComparison.Ordinal);
        Assert.Equal(2, _stage.Handler.Calls);
    }

    [Fact]
    public async Task Configure_AnyStrategyThatRefuses_LetsTheChatWaitWithoutASlot()
    {
        _stage.Options.Retry.Configure = pipeline => pipeline.AddStrategy(_ => new Turnstile(refused: 1), new Nothing());
        var execution = ExecuteAsync(1);
        await _stage.Time.WaitForTimersAsync(2);
        Assert.Equal((4, 0), (_stage.Slots.Free, _stage.Handler.Calls));

        await _stage.PassAsync(Second, timers: 2);

        Assert.Equal(new Verdict(VerdictKind.Finish, 0), await execution);
    }

    [Fact]
    public async Task Configure_Hedging_TheLaneWaitsForTheCallThatLost()
    {
        var (first, second) = (new TaskCompletionSource<UpdateOutcome>(), new TaskCompletionSource<UpdateOutcome>());
        _stage.Options.Retry.Configure = pipeline =>
            pipeline.AddHedging(new HedgingStrategyOptions<UpdateOutcome> { MaxHedgedAttempts = 1, Delay = Second });
        _stage.Handler = new((_, _) => new((_stage.Handler.Calls == 1 ? first : second).Task));
        var execution = ExecuteAsync(1);
        // The lease's, the time limit's and the hedge's.
        await _stage.Time.WaitForTimersAsync(3);
        _stage.Time.Advance(Second);
        await Eventually.TrueAsync(() => _stage.Handler.Calls == 2);

        second.SetResult(UpdateOutcome.Handled);
        await Task.Yield();
        Assert.False(execution.IsCompleted);
        first.SetResult(UpdateOutcome.Handled);

        Assert.Equal(VerdictKind.Finish, (await execution).Kind);
    }

    [Fact]
    public async Task Configure_TimeoutAroundAll_IsAFailedTry()
    {
        _stage.Options.Retry.Tries = 1;
        _stage.Options.Retry.Configure = pipeline => pipeline.AddTimeout(new TimeoutStrategyOptions { Timeout = Second });
        _stage.Handler = new(async (_, cancelled) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancelled);
            return UpdateOutcome.Handled;
        });
        var execution = ExecuteAsync(1);

        await _stage.Time.WaitForTimersAsync(3);
        _stage.Time.Advance(Second);

        var verdict = await execution;
        Assert.Equal((VerdictKind.Fail, "It took longer than 1 s."), (verdict.Kind, verdict.Error));
    }

    [Fact]
    public async Task Configure_AStrategyWhoseOwnCodeThrows_IsAFailedTry()
    {
        _stage.Options.Retry.Tries = 1;
        _stage.Options.Retry.Configure = pipeline => pipeline.AddStrategy(_ => new Broken(), new Nothing());

        var verdict = await ExecuteAsync(1);

        Assert.Equal((VerdictKind.Fail, "NotSupportedException: broken strategy"), (verdict.Kind, verdict.Error));
    }

    [Fact]
    public void Configure_AStrategyThatCannotBe_IsSaidAtOnce() => Assert.Throws<ValidationException>(() => new RetryPipeline(
        new RetryOptions { Configure = pipeline =>
            pipeline.AddHedging(new HedgingStrategyOptions<UpdateOutcome> { MaxHedgedAttempts = 0 }) }, TimeProvider.System));

    [Fact]
    public async Task Policy_IsAskedWithAllThereIsToKnowAndDecides()
    {
        FailedTry? seen = null;
        _stage.Options.Retry.Policy = failed =>
        {
            seen = failed;
            return TimeSpan.FromMinutes(3);
        };
        _stage.Handler = new(_ => throw new IOException("broke"));

        var verdict = await ExecuteAsync(1, failures: 7);

        Assert.Equal((VerdictKind.Park, 8, TimeSpan.FromMinutes(3)), (verdict.Kind, verdict.Failures, verdict.Delay));
        Assert.Equal(("main:1", 8, "IOException: broke", null),
            (seen!.Value.Job.Lane, seen.Value.Attempts, seen.Value.Error, seen.Value.Usual));
        Assert.IsType<IOException>(seen.Value.Exception);
    }

    [Fact]
    public async Task Policy_TakesTheUsual_IsTheUsual()
    {
        _stage.Options.Retry.WaitInWorker = TimeSpan.Zero;
        _stage.Options.Retry.Policy = failed => failed.Usual;
        _stage.Handler = new(_ => UpdateOutcome.Retry("broke"));

        Assert.Equal((VerdictKind.Park, Second),
            await ExecuteAsync(1, failures: 1) is var verdict ? (verdict.Kind, verdict.Delay) : default);
        Assert.Equal(VerdictKind.Fail, (await ExecuteAsync(2, failures: 2)).Kind);
    }

    [Fact]
    public async Task Policy_GivesUp_TheJobFails()
    {
        _stage.Options.Retry.Policy = _ => null;
        _stage.Handler = new(_ => UpdateOutcome.Retry("broke"));

        Assert.Equal((VerdictKind.Fail, 1, "broke"),
            await ExecuteAsync(1) is var verdict ? (verdict.Kind, verdict.Failures, verdict.Error) : default);
    }

    [Fact]
    public async Task Policy_Throws_TheJobFailsWithAReason()
    {
        _stage.Options.Retry.Policy = _ => throw new NotSupportedException("no policy");
        _stage.Handler = new(_ => UpdateOutcome.Retry("broke"));

        Assert.Equal(
            (VerdictKind.Fail, "The worker could not tell what is to become of it: NotSupportedException: no policy"),
            await ExecuteAsync(1) is var verdict ? (verdict.Kind, verdict.Error) : default);
    }

    [Fact]
    public async Task Policy_AWaitOrAFinalFailure_IsNotAskedAbout()
    {
        _stage.Options.Retry.WaitInWorker = TimeSpan.Zero;
        _stage.Options.Retry.Policy = _ => throw new NotSupportedException("not asked");
        _stage.Handler = new(context => context.UpdateId == 1 ? UpdateOutcome.Wait(Second, "429") : UpdateOutcome.Fail("no use"));

        Assert.Equal((VerdictKind.Park, VerdictKind.Fail), ((await ExecuteAsync(1)).Kind, (await ExecuteAsync(2)).Kind));
        Assert.Equal("no use", (await ExecuteAsync(3)).Error);
    }

    private Task<Verdict> ExecuteAsync(long id, int failures = 0) => _stage.ExecuteAsync(ScriptedSession.Delivery(id, failures: failures));

    private sealed class Nothing : ResilienceStrategyOptions;

    /// <summary>Refuses the first calls, as a rate limiter does.</summary>
    private sealed class Turnstile(int refused) : ResilienceStrategy<UpdateOutcome>
    {
        private int _refused = refused;

        protected override ValueTask<Outcome<UpdateOutcome>> ExecuteCore<TState>(
            Func<ResilienceContext, TState, ValueTask<Outcome<UpdateOutcome>>> callback, ResilienceContext context, TState state) =>
            Interlocked.Decrement(ref _refused) >= 0 ? new(Outcome.FromException<UpdateOutcome>(new Rejection()))
                : callback(context, state);
    }

    private sealed class Broken : ResilienceStrategy<UpdateOutcome>
    {
        protected override ValueTask<Outcome<UpdateOutcome>> ExecuteCore<TState>(
            Func<ResilienceContext, TState, ValueTask<Outcome<UpdateOutcome>>> callback, ResilienceContext context, TState state) =>
            throw new NotSupportedException("broken strategy");
    }

    private sealed class Rejection() : ExecutionRejectedException("too many");
}
