using TgWorker.Core.Queues;

namespace TgWorker.Core.Telemetry;

/// <summary>Writes the queue's counts into the gauges.</summary>
public static class QueueGauges
{
    /// <summary>Whether anybody listens to the gauges, so that the queue's status is worth reading.</summary>
    public static bool Enabled => WorkerMetrics.WantsQueue;

    /// <summary>Records one status.</summary>
    /// <param name="status">The status.</param>
    /// <param name="now">The time of day, for the age of the oldest entry.</param>
    public static void Record(QueueStatus status, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(status);
        var queue = new KeyValuePair<string, object?>(TelemetryTags.Queue, status.Queue);
        WorkerMetrics.QueueLength.Record(status.Pending, queue, State("pending"));
        WorkerMetrics.QueueLength.Record(status.Delayed, queue, State("delayed"));
        WorkerMetrics.QueueLength.Record(status.InLanes, queue, State("in_lanes"));
        WorkerMetrics.Lanes.Record(status.Held, queue, State("held"));
        WorkerMetrics.Lanes.Record(status.Ready, queue, State("ready"));
        WorkerMetrics.Lanes.Record(status.Stopped, queue, State("stopped"));
        WorkerMetrics.OldestAge.Record(OldestAge(status, now).TotalSeconds, queue);
        WorkerMetrics.FailedJobs.Record(status.Failed, queue);
        WorkerMetrics.Workers.Record(status.Workers.Count(worker => worker.LeaseLeft > TimeSpan.Zero), queue);
    }

    /// <summary>How long the longest-waiting update has waited, on the list or in a lane; zero if none waits.</summary>
    public static TimeSpan OldestAge(QueueStatus status, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(status);
        var onList = status.OldestPushedAt is { } pushedAt && pushedAt < now ? now - pushedAt : TimeSpan.Zero;
        return status.LongestWait > onList ? status.LongestWait.Value : onList;
    }

    private static KeyValuePair<string, object?> State(string state) => new(TelemetryTags.State, state);
}
