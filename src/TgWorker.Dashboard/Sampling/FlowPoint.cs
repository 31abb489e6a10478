using TgWorker.Core.Queues;

namespace TgWorker.Dashboard.Sampling;

/// <summary>What went in and out of a queue between two looks.</summary>
/// <param name="At">The end of that time.</param>
/// <param name="Arrived">Updates that came in, per second.</param>
/// <param name="Finished">Updates that were handled or given up, per second.</param>
internal readonly record struct FlowPoint(DateTimeOffset At, double Arrived, double Finished)
{
    /// <summary>
    /// Compares two looks. Nobody counts what comes in; it is what was finished and what there is more of. What finishes in the moment
    /// between two of the counts that make up a look may be missing on one side, which the next point puts right.
    /// </summary>
    public static FlowPoint Between(QueueStatus before, QueueStatus now, DateTimeOffset at, TimeSpan time)
    {
        var seconds = Math.Max(time.TotalSeconds, 0.001);
        var known = before.Workers.ToDictionary(worker => worker.Incarnation, Ended, StringComparer.Ordinal);
        var finished = now.Workers.Sum(worker => Math.Max(Ended(worker) - known.GetValueOrDefault(worker.Incarnation), 0));
        return new FlowPoint(at, Math.Max(finished + Waiting(now) - Waiting(before), 0) / seconds, finished / seconds);
    }

    private static long Ended(WorkerStatus worker) => worker.Replica is { } replica ? replica.Load.Finished + replica.Load.Failed : 0;

    private static long Waiting(QueueStatus status) => status.Pending + status.Delayed + status.InLanes;
}
