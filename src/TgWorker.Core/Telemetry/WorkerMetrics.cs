using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace TgWorker.Core.Telemetry;

/// <summary>Every instrument. Check <see cref="Instrument.Enabled"/> before anything that costs.</summary>
internal static class WorkerMetrics
{
    // The messaging conventions' own buckets.
    private static readonly InstrumentAdvice<double> Durations =
        new() { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30, 60] };

    private static readonly InstrumentAdvice<double> Waits =
        new() { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600] };

    private static readonly Meter Meter = new(WorkerTelemetry.Name, WorkerTelemetry.Version);

    public static readonly Histogram<double> ProcessDuration =
        Meter.CreateHistogram("messaging.process.duration", "s", "How long an attempt took in the handler", advice: Durations);

    public static readonly Histogram<double> OperationDuration =
        Meter.CreateHistogram("messaging.client.operation.duration", "s", "How long a call to the queue took", advice: Durations);

    public static readonly Counter<long> ConsumedMessages =
        Meter.CreateCounter<long>("messaging.client.consumed.messages", "{message}", "Updates that were handed to this worker");

    public static readonly Counter<long> Settled =
        Meter.CreateCounter<long>("tgworker.updates.settled", "{update}", "Deliveries of updates by what became of them");

    public static readonly UpDownCounter<long> Running =
        Meter.CreateUpDownCounter<long>(
            "tgworker.updates.running", "{update}", "Updates this worker holds: in a handler, waiting here for a try, or being written");

    public static readonly Counter<long> Retries = Meter.CreateCounter<long>("tgworker.retries", "{attempt}", "Attempts after the first");

    public static readonly Histogram<double> QueueWait =
        Meter.CreateHistogram("tgworker.queue.wait", "s", "From the push of an update to the start of its first attempt", advice: Waits);

    public static readonly Counter<long> LeasesLost =
        Meter.CreateCounter<long>("tgworker.leases.lost", "{lease}", "Leases this worker lost");

    public static readonly Counter<long> LanesRecovered =
        Meter.CreateCounter<long>("tgworker.lanes.recovered", "{lane}", "Chats of dead workers that this worker set free");

    public static readonly Counter<long> SortedBatches =
        Meter.CreateCounter<long>("tgworker.sort.batches", "{batch}", "Batches of entries this worker moved into their lanes");

    public static readonly Counter<long> SortedEntries =
        Meter.CreateCounter<long>("tgworker.sort.entries", "{entry}", "Entries this worker moved from the list into their lanes");

    public static readonly Gauge<long> QueueLength =
        Meter.CreateGauge<long>("tgworker.queue.length", "{update}", "Unfinished updates of the queue");

    public static readonly Gauge<double> OldestAge =
        Meter.CreateGauge<double>("tgworker.queue.oldest.age", "s", "The age of the entry at the head of the list; 0 when it is empty");

    public static readonly Gauge<long> Lanes = Meter.CreateGauge<long>("tgworker.lanes", "{lane}", "Chats with unfinished updates");

    public static readonly Gauge<long> FailedJobs = Meter.CreateGauge<long>("tgworker.failed_jobs", "{job}", "Failed jobs that are kept");

    public static readonly Gauge<long> Workers =
        Meter.CreateGauge<long>("tgworker.workers", "{worker}", "Workers on the queue whose lease is good");

    /// <summary>Whether somebody wants to know what only the queue can tell.</summary>
    public static bool WantsQueue => QueueLength.Enabled || OldestAge.Enabled || Lanes.Enabled || FailedJobs.Enabled || Workers.Enabled;

    /// <summary>
    /// Begins every counter of a queue at 0: a rate is reckoned from what was there before, so that the first burst of a counter that is
    /// born above 0 is never seen.
    /// </summary>
    public static void StartAtZero(string queue, string system)
    {
        var tag = new KeyValuePair<string, object?>(TelemetryTags.Queue, queue);
        LeasesLost.Add(0, tag);
        LanesRecovered.Add(0, tag);
        Retries.Add(0, tag);
        Running.Add(0, tag);
        SortedBatches.Add(0, tag);
        SortedEntries.Add(0, tag);
        ConsumedMessages.Add(0, new TagList { { TelemetryTags.System, system }, { TelemetryTags.Queue, queue },
            { TelemetryTags.Operation, "claim" } });
        foreach (var outcome in (ReadOnlySpan<string>)["handled", "failed", "parked", "refused", "duplicate"])
        {
            Settled.Add(0, new TagList { { TelemetryTags.Queue, queue }, { TelemetryTags.Outcome, outcome } });
        }

        // Alerts are about these, and each kind is a series of its own.
        foreach (var route in UpdateRoute.All)
        {
            Settled.Add(0, new TagList { { TelemetryTags.Queue, queue }, { TelemetryTags.Outcome, "failed" },
                { TelemetryTags.Route, route } });
        }
    }

    public static void LeaseLost(string queue) => LeasesLost.Add(1, new KeyValuePair<string, object?>(TelemetryTags.Queue, queue));

    public static void Sorted(string queue, int entries)
    {
        if (SortedBatches.Enabled || SortedEntries.Enabled)
        {
            var tag = new KeyValuePair<string, object?>(TelemetryTags.Queue, queue);
            SortedBatches.Add(1, tag);
            SortedEntries.Add(entries, tag);
        }
    }

    /// <summary>Updates that were settled alike.</summary>
    public static void Settle(string queue, string outcome, string? route, long count = 1)
    {
        if (count > 0 && Settled.Enabled)
        {
            var tags = new TagList { { TelemetryTags.Queue, queue }, { TelemetryTags.Outcome, outcome } };
            if (route is not null)
            {
                tags.Add(TelemetryTags.Route, route);
            }

            Settled.Add(count, tags);
        }
    }
}
