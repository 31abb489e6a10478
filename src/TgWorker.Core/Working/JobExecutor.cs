using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Polly;
using TgWorker.Core.Handling;
using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Core.Retrying;
using TgWorker.Core.Text;

namespace TgWorker.Core.Working;

/// <summary>Takes deliveries of one session to their verdicts: refuses what must not run, else tries it until a verdict is final.</summary>
internal sealed partial class JobExecutor(
    AttemptRunner attempt, RetryPipeline pipeline, WorkerOptions options, IQueueSession queue, SessionLife life, RestingRuns resting,
    TimeProvider time, ILogger logger)
{
    private static readonly Func<ResilienceContext, (AttemptRunner Attempt, LaneRun Run), ValueTask<Outcome<UpdateOutcome>>> Handle =
        static (context, state) => state.Attempt.RunAsync(state.Run, context.CancellationToken);

    /// <summary>The clock.</summary>
    public TimeProvider Time => time;

    /// <summary>What its runs are told to stop by.</summary>
    public RunTokens Tokens => life.Tokens;

    /// <summary>What may still be tried of a job.</summary>
    public RetryPlan PlanOf(Job job) => new(job, options.Retry, time);

    /// <summary>Takes the run's delivery to its verdict. What breaks on the way makes the job a failed job.</summary>
    public ValueTask<Verdict> ExecuteAsync(LaneRun run) => Refusal.Of(run.Delivery, run.Plan, options) is { } reason
        ? new(Refuse(run, reason))
        : pipeline.RunAsync(run, run.Begin());

    /// <summary>One try, in a slot.</summary>
    public ValueTask<Verdict> TryAsync(LaneRun run, ResilienceContext context)
    {
        if (!run.HasSlot)
        {
            return ResumeAsync(run, context);
        }

        // What the handler logs, and what is logged of it, says which update it is about.
        return logger.IsEnabled(LogLevel.Critical) ? TryInScopeAsync(run, context) : AttemptAsync(run, context);
    }

    /// <summary>Lets a run rest until its next try: its slot is free meanwhile.</summary>
    public async ValueTask RestAsync(LaneRun run, Verdict verdict)
    {
        run.Rested = verdict.Delay;
        try
        {
            run.IsRefused = !await queue.NoteFailuresAsync(run.Delivery, run.Failures, life.Lost).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is QueueUnavailableException or OperationCanceledException)
        {
            // Noted at the next failure; until then a crash gives the job one try more.
        }

        resting.Rest(run);
    }

    /// <inheritdoc cref="ITries.Conclude"/>
    public Verdict Conclude(LaneRun run, Exception exception)
    {
        if (life.IsLost)
        {
            return new(VerdictKind.Abandon, run.Failures);
        }

        if (run.CancelledBy is { } by)
        {
            // Between two tries.
            return Verdict.Fail(run.Failures, Cancellation.By(by));
        }

        return exception is OperationCanceledException && life.IsGraceOver
            ? new(VerdictKind.Park, run.Failures, run.Rested)
            : Verdict.Fail(
                Judge.OneMore(run.Failures),
                SafeText.Of($"The worker could not tell what is to become of it: {ExceptionText.Of(exception)}"), exception);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Verdict> ResumeAsync(LaneRun run, ResilienceContext context) =>
        !run.IsRefused && await resting.ResumeAsync(run, context.CancellationToken).ConfigureAwait(false)
            ? await TryAsync(run, context).ConfigureAwait(false)
            : run.CancelledBy is { } by ? Verdict.Fail(run.Failures, Cancellation.By(by))
            // The worker stops, or the lane is another's: then parking it is refused, and that is told.
            : new Verdict(VerdictKind.Park, run.Failures);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Verdict> TryInScopeAsync(LaneRun run, ResilienceContext context)
    {
        using var scope = logger.BeginScope(new AttemptScope(run.Delivery, run.Attempt));
        return await AttemptAsync(run, context).ConfigureAwait(false);
    }

    private Verdict Refuse(LaneRun run, string reason)
    {
        attempt.NoteRefused(run);
        return Verdict.Fail(run.Failures, reason);
    }

    private ValueTask<Verdict> AttemptAsync(LaneRun run, ResilienceContext context)
    {
        ValueTask<Outcome<UpdateOutcome>> outcome;
        try
        {
            outcome = pipeline.AttemptAsync(Handle, context, (attempt, run));
        }
#pragma warning disable CA1031 // Strategies are code of others.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            outcome = Outcome.FromExceptionAsValueTask<UpdateOutcome>(exception);
        }

        return outcome.IsCompletedSuccessfully && !pipeline.HasStrategies ? new(Decide(run, outcome.Result)) : DecideAsync(run, outcome);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Verdict> DecideAsync(LaneRun run, ValueTask<Outcome<UpdateOutcome>> attempted)
    {
        Outcome<UpdateOutcome> outcome;
        try
        {
            outcome = await attempted.ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Strategies are code of others.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            outcome = Outcome.FromException<UpdateOutcome>(exception);
        }

        // Hedging goes on with the first answer; the lane must not, while another call still runs.
        await run.QuietAsync().ConfigureAwait(false);
        return Decide(run, outcome);
    }

    private Verdict Decide(LaneRun run, Outcome<UpdateOutcome> outcome)
    {
        var ending = Ending.Of(outcome, run.Delivery.Job.FailOnTimeout);
        var mayRest = life.MayStart && resting.HasRoom && !run.IsRefused;
        var situation = new Situation(life.IsLost, life.IsGraceOver, mayRest, options.Retry.WaitInWorker,
            run.CancelledBy is { } by ? Cancellation.By(by) : null);
        var next = Judge.IsFailedTry(ending, situation) ? Next(run, ending) : null;
        var verdict = Judge.Decide(ending, run.Failures, next, situation);
        Report(run, verdict);
        attempt.Note(run, verdict);
        run.Failures = verdict.Failures;
        return verdict;
    }

    private TimeSpan? Next(LaneRun run, in Ending ending)
    {
        var failures = Judge.OneMore(run.Failures);
        var usual = run.Plan.Next(failures);
        return options.Retry.Policy is { } policy
            ? policy(new FailedTry(run.Delivery.Job, run.Plan.Attempts(failures), ending.Error!, ending.Cause, usual))
            : usual;
    }

    // The last try is reported once it is written that the job failed.
    private void Report(LaneRun run, in Verdict verdict)
    {
        if (verdict.Kind is not (VerdictKind.Rest or VerdictKind.Park) || verdict.Error is null)
        {
            return;
        }

        var delay = Math.Round(verdict.Delay.TotalSeconds, 3);
        if (verdict.Failures == run.Failures)
        {
            Waits(logger, run.Delivery.Job.UpdateId, run.Delivery.Lane, delay, verdict.Error);
        }
        else if (logger.IsEnabled(LogLevel.Warning))
        {
            var exception = verdict.Cause is { } cause ? ExceptionText.ForLog(cause) : null;
            TryFailed(logger, exception, run.Attempt, run.Delivery.Job.UpdateId, run.Delivery.Lane, delay, verdict.Error);
        }
    }

    [LoggerMessage(122, LogLevel.Warning,
        "Try {Attempt} of update {UpdateId} of chat {Lane} failed, the next one follows in {Delay} s: {Error}")]
    private static partial void TryFailed(
        ILogger logger, Exception? exception, int attempt, long? updateId, string lane, double delay, string error);

    [LoggerMessage(123, LogLevel.Debug, "Update {UpdateId} of chat {Lane} waits {Delay} s, no try used up: {Error}")]
    private static partial void Waits(ILogger logger, long? updateId, string lane, double delay, string error);
}
