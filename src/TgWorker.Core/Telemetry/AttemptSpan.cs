using System.Diagnostics;
using System.Globalization;
using TgWorker.Core.Handling;
using TgWorker.Core.Queues;

namespace TgWorker.Core.Telemetry;

/// <summary>One attempt as telemetry sees it: a consumer span around the handler, and its figures.</summary>
internal readonly struct AttemptSpan
{
    /// <summary>The operation, as OpenTelemetry's conventions for messaging call it.</summary>
    public const string Process = "process";

    private readonly ObservedSession _queue;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly string _route;

    private AttemptSpan(ObservedSession queue, Delivery delivery, UpdateContext update, Activity? last, TimeProvider time)
    {
        _queue = queue;
        _time = time;
        _route = delivery.Route = UpdateRoute.Of(update.View);
        Activity = StartActivity(queue, delivery, update, last);
        CountStart(queue, delivery, update, time);
        _started = time.GetTimestamp();
    }

    /// <summary>Whether anybody listens to attempts.</summary>
    public static bool IsOn => WorkerTelemetry.Source.HasListeners()
        || WorkerMetrics.ProcessDuration.Enabled || WorkerMetrics.QueueWait.Enabled || WorkerMetrics.Retries.Enabled
            || WorkerMetrics.Settled.Enabled;

    /// <summary>The span, when somebody listens.</summary>
    public Activity? Activity { get; }

    /// <summary>Starts the span; what the handler does from now on is its child.</summary>
    /// <param name="queue">Where the update came from.</param>
    /// <param name="delivery">The delivery.</param>
    /// <param name="update">What the handler is given.</param>
    /// <param name="last">The span of the attempt before.</param>
    /// <param name="time">The clock.</param>
    public static AttemptSpan Start(ObservedSession queue, Delivery delivery, UpdateContext update, Activity? last, TimeProvider time) =>
        new(queue, delivery, update, last, time);

    /// <summary>
    /// A span around the write of a verdict, in the trace of the attempt that led to it: what is logged meanwhile belongs to it.
    /// </summary>
    public static Activity? StartSettling(ObservedSession queue, Activity? attempt, string operation)
    {
        if (attempt is null)
        {
            return null;
        }

        var settling = WorkerTelemetry.Source.StartActivity($"{operation} {queue.QueueName}", ActivityKind.Client, attempt.Context);
        if (settling is not null)
        {
            Describe(settling, queue, operation, OperationType.Settle);
        }

        return settling;
    }

    /// <summary>Ends it.</summary>
    /// <param name="outcome">How the attempt ended (<see cref="TelemetryTags.Outcome"/>).</param>
    /// <param name="error">What kind of error it was (<see cref="TelemetryTags.ErrorType"/>); null when it was none.</param>
    public void End(string outcome, string? error)
    {
        if (Activity is not null)
        {
            Activity.SetTag(TelemetryTags.Outcome, outcome);
            if (error is not null)
            {
                // No description: the text of an error may quote the update.
                Activity.SetTag(TelemetryTags.ErrorType, error).SetStatus(ActivityStatusCode.Error);
            }

            Activity.Stop();
        }

        if (WorkerMetrics.ProcessDuration.Enabled)
        {
            var tags = new TagList
            {
                { TelemetryTags.System, _queue.MessagingSystem },
                { TelemetryTags.Queue, _queue.QueueName },
                { TelemetryTags.Operation, Process },
                { TelemetryTags.Route, _route },
                { TelemetryTags.Outcome, outcome },
            };
            if (error is not null)
            {
                tags.Add(TelemetryTags.ErrorType, error);
            }

            WorkerMetrics.ProcessDuration.Record(_time.GetElapsedTime(_started).TotalSeconds, tags);
        }
    }

    private static Activity? StartActivity(ObservedSession queue, Delivery delivery, UpdateContext update, Activity? last)
    {
        if (!WorkerTelemetry.Source.HasListeners())
        {
            return null;
        }

        var activity = WorkerTelemetry.Source.StartActivity(
            queue.AttemptSpanName, ActivityKind.Consumer, parentContext: default(ActivityContext));
        if (activity is { IsAllDataRequested: true })
        {
            Describe(activity, queue, delivery, update);
            if (update.Job.ReadPayload(TraceParent.Of) is { } producer)
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
    private static void Describe(Activity activity, ObservedSession queue, Delivery delivery, UpdateContext update)
    {
        Describe(activity, queue, Process, OperationType.Process);
        activity.SetTag(TelemetryTags.EnvelopeSize, (long)update.Job.PayloadLength)
            .SetTag(TelemetryTags.Bot, update.Bot)
            .SetTag(TelemetryTags.Lane, update.Lane)
            .SetTag(TelemetryTags.Route, delivery.Route)
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

    private static void Describe(Activity activity, ObservedSession queue, string operation, string type)
    {
        foreach (var (tag, value) in queue.TagsOf(operation, type))
        {
            activity.SetTag(tag, value);
        }
    }

    private static void CountStart(ObservedSession queue, Delivery delivery, UpdateContext update, TimeProvider time)
    {
        var tag = new KeyValuePair<string, object?>(TelemetryTags.Queue, queue.QueueName);
        if (update.Attempt > 1)
        {
            WorkerMetrics.Retries.Add(1, tag);
        }
        else if (WorkerMetrics.QueueWait.Enabled && update.Job.PushedAt is { } pushedAt && delivery.Lapses == 0)
        {
            var wait = time.GetUtcNow() - pushedAt;
            WorkerMetrics.QueueWait.Record(Math.Max(wait.TotalSeconds, 0), tag);
        }
    }
}
