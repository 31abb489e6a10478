using Polly;
using TgWorker.Core.Handling;
using TgWorker.Core.History;
using TgWorker.Core.Retrying;
using TgWorker.Core.Telemetry;

namespace TgWorker.Core.Working;

/// <summary>One run of the handler, with its span.</summary>
internal sealed class AttemptRunner(IUpdateHandler handler, ObservedSession queue, SessionLife life, TimeProvider time)
{
    /// <summary>Runs the handler on the delivery at hand. What it throws is an outcome too.</summary>
    public ValueTask<Outcome<UpdateOutcome>> RunAsync(LaneRun run, CancellationToken cancellationToken)
    {
        // A process that stood still must not start what another has finished meanwhile.
        if (life.IsLost)
        {
            return Outcome.FromExceptionAsValueTask<UpdateOutcome>(new OperationCanceledException(life.Lost));
        }

        var update = new UpdateContext(
            run.Delivery, run.Attempt, queue.Memory)
        {
            EndsAt = EndOf(run.Plan.Timeout), QueueTimers = queue.Timers, SendLimits = queue.SendLimits,
        };
        run.Update = update;
        return AttemptSpan.IsOn ? ObserveAsync(run, update, cancellationToken) : HandleAsync(run, update, cancellationToken);
    }

    /// <summary>Counts a try that has ended, for the queue's history.</summary>
    public void Note(LaneRun run, in Verdict verdict)
    {
        if (queue.Recorder is not { } recorder || run.Update is not { } update)
        {
            return;
        }

        run.Update = null;
        var (delivery, took, end) = (run.Delivery, run.HandlerTime, EndOf(run, verdict));
        var isFirst = run.Attempt == 1 && delivery.Lapses == 0;
        var isNoted = recorder.Wants(end);
        var now = isFirst || isNoted ? time.GetUtcNow() : default;
        recorder.Tried(delivery.Job, update.Route, isFirst ? now - took - delivery.Job.PushedAt : null, took, end);
        if (isNoted)
        {
            recorder.Note(new LaneOutcome(delivery.Lane, now, took, end)
            {
                Attempt = run.Attempt,
                Fence = delivery.Fence,
                Lapses = delivery.Lapses,
                UpdateId = delivery.Job.UpdateId,
                Worker = queue.Incarnation,
            });
        }
    }

    /// <summary>Counts a job that is given up without a try.</summary>
    public void NoteRefused(LaneRun run) => queue.Recorder?.Refused(run.Delivery.Job);

    private static WorkEnd EndOf(LaneRun run, in Verdict verdict) => verdict.Kind switch
    {
        VerdictKind.Finish => WorkEnd.Handled,
        VerdictKind.Fail => WorkEnd.Failed,
        VerdictKind.Abandon => WorkEnd.Lost,
        _ => verdict.Failures > run.Failures ? WorkEnd.Retried : WorkEnd.PutOff,
    };

    private long? EndOf(TimeSpan? limit) =>
        limit is { } length ? time.GetTimestamp() + (long)(length.TotalSeconds * time.TimestampFrequency) : null;

    private async ValueTask<Outcome<UpdateOutcome>> ObserveAsync(LaneRun run, UpdateContext update, CancellationToken cancellationToken)
    {
        var span = AttemptSpan.Start(queue, run.Delivery, update, run.LastAttempt, time);
        run.LastAttempt = span.Activity;
        var outcome = await HandleAsync(run, update, cancellationToken).ConfigureAwait(false);
        var ending = Ending.Of(outcome, failOnTimeout: false);
        if (run.CancelledBy is not null && ending.Kind is not EndingKind.Done)
        {
            span.End("cancelled", ending.ErrorType);
        }
        else if (ending.Kind is EndingKind.Cancelled && cancellationToken.IsCancellationRequested
            && !life.HandlersEnd.IsCancellationRequested)
        {
            span.End("retry", "timeout");
        }
        else
        {
            span.End(ending.Name, ending.ErrorType);
        }

        return outcome;
    }

    private ValueTask<Outcome<UpdateOutcome>> HandleAsync(LaneRun run, UpdateContext update, CancellationToken cancellationToken)
    {
        run.EnterHandler(time.GetTimestamp());
        try
        {
            var handling = handler.HandleAsync(update, cancellationToken);
            if (!handling.IsCompletedSuccessfully)
            {
                return AwaitAsync(run, handling);
            }

            run.LeaveHandler();
            return Outcome.FromResultAsValueTask(handling.Result);
        }
#pragma warning disable CA1031 // Whatever a handler throws is a failed try.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            run.LeaveHandler();
            return Outcome.FromExceptionAsValueTask<UpdateOutcome>(exception);
        }
    }

    private static async ValueTask<Outcome<UpdateOutcome>> AwaitAsync(LaneRun run, ValueTask<UpdateOutcome> handling)
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
        finally
        {
            run.LeaveHandler();
        }
    }
}
