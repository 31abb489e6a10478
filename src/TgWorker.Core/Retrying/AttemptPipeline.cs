using Polly;
using Polly.Retry;
using Polly.Timeout;
using TgWorker.Core.Handling;
using TgWorker.Core.Telemetry;
using TgWorker.Core.Working;

namespace TgWorker.Core.Retrying;

/// <summary>
/// Runs a job's attempts: a Polly pipeline of retry, slot and time limit around the handler. Short waits between attempts
/// are waited for here, without a slot; a long one ends the run, and the queue waits.
/// </summary>
internal sealed class AttemptPipeline
{
    // Timers count by a clock that ticks every few milliseconds, and may fire that much too early. What a Retry-After or a
    // backoff asks for is waited for in full.
    private static readonly TimeSpan TimerTick = TimeSpan.FromMilliseconds(5);

    private static readonly ResiliencePropertyKey<JobRun> RunKey = new("tgworker.run");

    private readonly IUpdateHandler _handler;
    private readonly AttemptJudge _judge;
    private readonly ResiliencePipeline<UpdateOutcome> _pipeline;

    public AttemptPipeline(IUpdateHandler handler, RetryOptions options, TimeProvider time)
    {
        _handler = handler;
        _judge = new AttemptJudge(options);
        _pipeline = new ResiliencePipelineBuilder<UpdateOutcome> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<UpdateOutcome>
            {
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = arguments => new(_judge.Judge(RunOf(arguments.Context), arguments.Outcome)),
                DelayGenerator = static arguments => new(InFull(RunOf(arguments.Context).Verdict.Delay)),
                OnRetry = static arguments => RunOf(arguments.Context).Session.RestAsync(RunOf(arguments.Context)),
            })
            .AddStrategy(static _ => new SlotStrategy(RunKey))
            .AddTimeout(new TimeoutStrategyOptions
            {
                TimeoutGenerator = static arguments => new(RunOf(arguments.Context).Plan.Timeout ?? Timeout.InfiniteTimeSpan),
            })
            .Build();
    }

    /// <summary>Runs attempts until one decides what becomes of the job.</summary>
    public ValueTask<Verdict> RunAsync(JobRun run)
    {
        var context = ResilienceContextPool.Shared.Get(run.Session.RunToken);
        context.Properties.Set(RunKey, run);
        var execution = _pipeline.ExecuteOutcomeAsync(static (context, state) => state._this.AttemptAsync(context, state.run), context, (_this: this, run));
        return execution.IsCompletedSuccessfully ? new(Conclude(run, context)) : ConcludeAsync(run, execution, context);
    }

    private static TimeSpan InFull(TimeSpan delay) => delay > TimeSpan.Zero ? delay + TimerTick : delay;

    private static async ValueTask<Verdict> ConcludeAsync(JobRun run, ValueTask<Outcome<UpdateOutcome>> execution, ResilienceContext context)
    {
        await execution.ConfigureAwait(false);
        return Conclude(run, context);
    }

    private static Verdict Conclude(JobRun run, ResilienceContext context)
    {
        ResilienceContextPool.Shared.Return(context);
        return run.Session.IsLost ? Verdict.Abandon : run.Verdict;
    }

    private ValueTask<Outcome<UpdateOutcome>> AttemptAsync(ResilienceContext context, JobRun run)
    {
        // A process that stood still must not start what another has finished meanwhile.
        if (run.Session.IsLost)
        {
            return new(Outcome.FromException<UpdateOutcome>(new OperationCanceledException(run.Session.Lost)));
        }

        var update = run.NewContext();
        return AttemptSpan.IsOn ? ObserveAsync(run, update, context.CancellationToken) : HandleAsync(update, context.CancellationToken);
    }

    private async ValueTask<Outcome<UpdateOutcome>> ObserveAsync(JobRun run, UpdateContext update, CancellationToken cancellationToken)
    {
        var span = AttemptSpan.Start(run, update);
        var outcome = await HandleAsync(update, cancellationToken).ConfigureAwait(false);
        span.End(
            outcome.Exception is null ? outcome.Result.Kind : null,
            outcome.Exception,
            isTimeout: cancellationToken.IsCancellationRequested && !run.Session.RunToken.IsCancellationRequested);
        return outcome;
    }

    private ValueTask<Outcome<UpdateOutcome>> HandleAsync(UpdateContext update, CancellationToken cancellationToken)
    {
        try
        {
            var handling = _handler.HandleAsync(update, cancellationToken);
            return handling.IsCompletedSuccessfully
                ? new(Outcome.FromResult(handling.Result))
                : AwaitAsync(handling);
        }
#pragma warning disable CA1031 // Whatever a handler throws is a failed try.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return new(Outcome.FromException<UpdateOutcome>(exception));
        }
    }

    private static async ValueTask<Outcome<UpdateOutcome>> AwaitAsync(ValueTask<UpdateOutcome> handling)
    {
        try
        {
            return Outcome.FromResult(await handling.ConfigureAwait(false));
        }
#pragma warning disable CA1031 // Whatever a handler throws is a failed try.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Outcome.FromException<UpdateOutcome>(exception);
        }
    }

    private static JobRun RunOf(ResilienceContext context) => context.Properties.GetValue(RunKey, null!);
}
