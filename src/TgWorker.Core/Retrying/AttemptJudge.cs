using System.Globalization;
using Polly;
using Polly.Timeout;
using TgWorker.Core.Handling;
using TgWorker.Core.Working;

namespace TgWorker.Core.Retrying;

/// <summary>Makes a verdict of an attempt's outcome.</summary>
internal sealed class AttemptJudge(RetryOptions options)
{
    /// <summary>Sets the run's verdict.</summary>
    /// <returns>Whether another attempt follows here, after the verdict's delay.</returns>
    public bool Judge(JobRun run, Outcome<UpdateOutcome> outcome)
    {
        run.Verdict = outcome.Exception is { } exception ? OfException(run, exception) : OfResult(run, outcome.Result);
        return run.Verdict.Kind == VerdictKind.Park
            && run.Verdict.Delay <= options.WaitInWorker
            && run.Session.MayWaitHere
            // Once refused, the lane is another's: waiting again would end in the same answer.
            && !run.IsRefused;
    }

    private static Verdict OfResult(JobRun run, UpdateOutcome outcome) => outcome.Kind switch
    {
        OutcomeKind.Handled or OutcomeKind.Skip => Verdict.Finish,
        OutcomeKind.Wait => Verdict.Park(outcome.After ?? TimeSpan.Zero, outcome.Error),
        OutcomeKind.Fail => OfLastFailure(run, outcome.Error ?? "The handler gave it up."),
        _ => OfFailure(run, outcome.Error ?? "The handler asked for another try.", outcome.After),
    };

    private static Verdict OfException(JobRun run, Exception exception)
    {
        if (run.Session.IsLost)
        {
            return Verdict.Abandon;
        }

        if (exception is TimeoutRejectedException timeout)
        {
            var error = string.Create(CultureInfo.InvariantCulture, $"It took longer than {timeout.Timeout.TotalSeconds:0.###} s.");
            return run.Delivery.Job.FailOnTimeout ? OfLastFailure(run, error) : OfFailure(run, error, null);
        }

        if (exception is IUpdateOutcomeSource { Outcome: var outcome })
        {
            return OfResult(run, outcome);
        }

        // The stop's grace period is over: not the job's fault, so no try is used up.
        return exception is OperationCanceledException && run.Session.RunToken.IsCancellationRequested
            ? Verdict.Park(TimeSpan.Zero)
            : OfFailure(run, $"{exception.GetType().Name}: {exception.Message}", null);
    }

    private static Verdict OfFailure(JobRun run, string error, TimeSpan? after)
    {
        run.Failures++;
        return run.Plan.IsSpent(run.Failures)
            ? Verdict.Fail(error)
            : Verdict.Park(after ?? run.Plan.Delay(run.Failures), error);
    }

    private static Verdict OfLastFailure(JobRun run, string error)
    {
        run.Failures++;
        return Verdict.Fail(error);
    }
}
