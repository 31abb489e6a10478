using System.Globalization;
using TgWorker.Core.Queues;
using TgWorker.Core.Telemetry;

namespace TgWorker.Hosting.Notifying;

/// <summary>Finds trouble in what is seen of one queue, look by look.</summary>
internal sealed class TroubleWatch(NotifyOptions options, TimeProvider time)
{
    private static readonly TimeSpan FailedWithin = TimeSpan.FromMinutes(5);

    private readonly Queue<(long At, long Failed)> _failed = new();
    private readonly HashSet<string> _silent = [];
    private readonly AllClear _allClear = new(options, time);

    /// <summary>What is wrong now, and what no longer is.</summary>
    /// <param name="status">What stands where in the queue.</param>
    /// <param name="lapsed">Workers whose lease was seen to have lapsed since the last look.</param>
    public IReadOnlyList<Notice> Look(QueueStatus status, IReadOnlyList<string> lapsed)
    {
        Notice[] troubles = [.. new[] { LongWait(status), FailedJobs(status), DeadWorkers(status, lapsed) }.OfType<Notice>()];
        return [.. troubles, .. _allClear.Look(status.Queue, troubles)];
    }

    private Notice? LongWait(QueueStatus status)
    {
        var age = QueueGauges.OldestAge(status, time.GetUtcNow());
        return options.LongWait <= TimeSpan.Zero || age < options.LongWait
            ? null
            : new Notice("long_wait", status.Queue, Text(
                $"Queue {status.Queue}: the oldest update has waited for {age.TotalSeconds:0} s; {status.Pending} wait on the list, {status.InLanes} are in chats{(status.Paused ? "; the queue is paused" : "")}"), Math.Round(age.TotalSeconds, 3));
    }

    private Notice? FailedJobs(QueueStatus status)
    {
        _failed.Enqueue((time.GetTimestamp(), status.Failed));
        while (time.GetElapsedTime(_failed.Peek().At) > FailedWithin)
        {
            _failed.Dequeue();
        }

        // From the lowest count, as jobs that were retried or forgotten meanwhile are no longer counted.
        var more = status.Failed - _failed.Min(look => look.Failed);
        return options.FailedJobs <= 0 || more < options.FailedJobs
            ? null
            : new Notice("failed_jobs", status.Queue, Text($"Queue {status.Queue}: {more} updates have failed within {FailedWithin.TotalMinutes:0} min; see 'tgworker failed'"), more);
    }

    // A worker that only could not reach Redis joins again, under a new name with the same host and process id. It has until
    // the next look.
    private Notice? DeadWorkers(QueueStatus status, IReadOnlyList<string> lapsed)
    {
        var living = status.Workers.Where(worker => worker.LeaseLeft > TimeSpan.Zero)
            .Select(worker => Process(worker.Incarnation)).ToHashSet();
        var dead = _silent.Where(process => !living.Contains(process)).Order(StringComparer.Ordinal).ToList();
        _silent.Clear();
        _silent.UnionWith(lapsed.Select(Process).Where(process => !living.Contains(process)));
        return !options.DeadWorkers || dead.Count == 0
            ? null
            : new Notice("dead_workers", status.Queue, Text($"Queue {status.Queue}: {dead.Count} workers died ({string.Join(", ", dead)}); {living.Count} are at work"), dead.Count);
    }

    private static string Process(string incarnation) =>
        incarnation.LastIndexOf(':') is > 0 and var end ? incarnation[..end] : incarnation;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
