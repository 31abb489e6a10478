using System.Diagnostics;
using System.Globalization;
using TgWorker.Core.Handling;
using TgWorker.Core.Working;

namespace TgWorker.Core.Telemetry;

/// <summary>One attempt as telemetry sees it: a consumer span around the handler, and its figures.</summary>
internal readonly struct AttemptSpan
{
    /// <summary>The operation, as OpenTelemetry's conventions for messaging call it.</summary>
    public const string Process = "process";

    private readonly JobRun _run;
    private readonly Activity? _activity;
    private readonly long _started;
    private readonly string _route;

    private AttemptSpan(JobRun run, UpdateContext update)
    {
        _run = run;
        _route = run.Delivery.Route = UpdateRoute.Of(update.View);
        _activity = StartActivity(run, update);
        CountStart(run, update);
        _started = run.Session.Time.GetTimestamp();
    }

    /// <summary>Whether anybody listens to attempts.</summary>
    public static bool IsOn => WorkerTelemetry.Source.HasListeners()
        || WorkerMetrics.ProcessDuration.Enabled || WorkerMetrics.QueueWait.Enabled || WorkerMetrics.Retries.Enabled || WorkerMetrics.Settled.Enabled;

    /// <summary>Starts the span; what the handler does from now on is its child.</summary>
    public static AttemptSpan Start(JobRun run, UpdateContext update) => new(run, update);

    /// <summary>A span around the write of a verdict, in the trace of the attempt that led to it: what is logged meanwhile belongs to it.</summary>
    public static Activity? StartSettling(JobRun run, VerdictKind verdict)
    {
        if (run.LastAttempt is not { } attempt)
        {
            return null;
        }

        var operation = verdict == VerdictKind.Fail ? "fail" : "park";
        var settling = WorkerTelemetry.Source.StartActivity($"{operation} {run.Session.Queue.QueueName}", ActivityKind.Client, attempt.Context);
        return settling?
            .SetTag(TelemetryTags.System, run.Session.Queue.MessagingSystem)
            .SetTag(TelemetryTags.Queue, run.Session.Queue.QueueName)
            .SetTag(TelemetryTags.Operation, operation)
            .SetTag(TelemetryTags.OperationType, "settle");
    }

    /// <summary>Ends it with the handler's outcome, or the exception it threw.</summary>
    public void End(OutcomeKind? outcome, Exception? exception, bool isTimeout)
    {
        var (name, error) = Describe(outcome, exception, isTimeout);
        if (_activity is not null)
        {
            _activity.SetTag(TelemetryTags.Outcome, name);
            if (error is not null)
            {
                // No description: the text of an error may quote the update.
                _activity.SetTag(TelemetryTags.ErrorType, error).SetStatus(ActivityStatusCode.Error);
            }

            _activity.Stop();
        }

        if (WorkerMetrics.ProcessDuration.Enabled)
        {
            var tags = new TagList
            {
                { TelemetryTags.System, _run.Session.Queue.MessagingSystem },
                { TelemetryTags.Queue, _run.Session.Queue.QueueName },
                { TelemetryTags.Operation, Process },
                { TelemetryTags.Route, _route },
                { TelemetryTags.Outcome, name },
            };
            if (error is not null)
            {
                tags.Add(TelemetryTags.ErrorType, error);
            }

            WorkerMetrics.ProcessDuration.Record(_run.Session.Time.GetElapsedTime(_started).TotalSeconds, tags);
        }
    }

    private static (string Outcome, string? Error) Describe(OutcomeKind? outcome, Exception? exception, bool isTimeout) => (outcome, exception) switch
    {
        (_, OperationCanceledException) => isTimeout ? ("retry", "timeout") : ("cancelled", null),
        (_, not null) => ("retry", exception.GetType().FullName),
        (OutcomeKind.Handled, _) => ("handled", null),
        (OutcomeKind.Wait, _) => ("wait", null),
        (OutcomeKind.Fail, _) => ("fail", "fail"),
        _ => ("retry", "retry"),
    };

    private static Activity? StartActivity(JobRun run, UpdateContext update)
    {
        if (!WorkerTelemetry.Source.HasListeners())
        {
            return null;
        }

        var last = run.LastAttempt;
        var activity = run.LastAttempt = WorkerTelemetry.Source.StartActivity(
            run.Session.Queue.AttemptSpanName, ActivityKind.Consumer, parentContext: default(ActivityContext));
        if (activity is { IsAllDataRequested: true })
        {
            Describe(activity, run, update);
            if (TraceParent.Of(update.Job.Payload.Span) is { } producer)
            {
                activity.AddLink(new ActivityLink(producer));
            }

            if (last is not null)
            {
                activity.AddLink(new ActivityLink(last.Context));
            }
        }

        return activity;
    }

    // Not before the sampler has said yes: at full speed most spans are sampled away, and then they must not cost this.
    private static void Describe(Activity activity, JobRun run, UpdateContext update)
    {
        activity.SetTag(TelemetryTags.System, run.Session.Queue.MessagingSystem)
            .SetTag(TelemetryTags.Queue, run.Session.Queue.QueueName)
            .SetTag(TelemetryTags.Operation, Process)
            .SetTag(TelemetryTags.OperationType, Process)
            .SetTag(TelemetryTags.EnvelopeSize, (long)update.Job.Payload.Length)
            .SetTag(TelemetryTags.Bot, update.Bot)
            .SetTag(TelemetryTags.Lane, update.Lane)
            .SetTag(TelemetryTags.Route, run.Delivery.Route)
            .SetTag(TelemetryTags.Attempt, (long)update.Attempt)
            .SetTag(TelemetryTags.Fence, update.Fence);
        if (update.Job.Uuid is { } uuid)
        {
            activity.SetTag(TelemetryTags.MessageId, uuid);
        }

        if (update.UpdateId is { } updateId)
        {
            activity.SetTag(TelemetryTags.UpdateId, updateId);
        }

        if (update.Job.PushedAt is { } pushedAt)
        {
            activity.SetTag(TelemetryTags.EnqueuedAt, pushedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        }
    }

    private static void CountStart(JobRun run, UpdateContext update)
    {
        var queue = new KeyValuePair<string, object?>(TelemetryTags.Queue, run.Session.Queue.QueueName);
        if (update.Attempt > 1)
        {
            WorkerMetrics.Retries.Add(1, queue);
        }
        else if (WorkerMetrics.QueueWait.Enabled && update.Job.PushedAt is { } pushedAt && run.Delivery.Lapses == 0)
        {
            var wait = run.Session.Time.GetUtcNow() - pushedAt;
            WorkerMetrics.QueueWait.Record(Math.Max(wait.TotalSeconds, 0), queue);
        }
    }
}
