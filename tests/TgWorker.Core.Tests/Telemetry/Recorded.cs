using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using TgWorker.Core.Telemetry;

namespace TgWorker.Core.Tests.Telemetry;

/// <summary>Listens to the worker's spans and metrics, those of one queue only: other tests run at the same time.</summary>
internal sealed class Recorded : IDisposable
{
    private readonly string _queue;
    private readonly ActivityListener _activities;
    private readonly MeterListener _meters = new();

    public Recorded(string queue)
    {
        _queue = queue;
        _activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == WorkerTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Take,
        };
        ActivitySource.AddActivityListener(_activities);
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == WorkerTelemetry.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _meters.Start();
    }

    public ConcurrentQueue<Activity> Spans { get; } = new();

    public ConcurrentQueue<(string Metric, double Value, IReadOnlyDictionary<string, object?> Tags)> Measurements { get; } = new();

    /// <summary>The sum of a metric's measurements that carry these attributes.</summary>
    public double Sum(string metric, params (string Name, string Value)[] tags) => Measurements
        .Where(measurement => measurement.Metric == metric
            && tags.All(tag => Equals(measurement.Tags.GetValueOrDefault(tag.Name), tag.Value)))
        .Sum(measurement => measurement.Value);

    /// <summary>Everything that left the process, as text.</summary>
    public string Everything => string.Join('\n', Spans
        .Select(span => $"{span.DisplayName} {span.StatusDescription} "
            + $"{string.Join(' ', span.TagObjects.Concat(span.Events.SelectMany(one => one.Tags)))}")
        .Concat(Measurements.Select(one => $"{one.Metric} {string.Join(' ', one.Tags)}")));

    public void Dispose()
    {
        _activities.Dispose();
        _meters.Dispose();
    }

    private void Take(Activity activity)
    {
        if (Equals(activity.GetTagItem(TelemetryTags.Queue), _queue))
        {
            Spans.Enqueue(activity);
        }
    }

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var copy = tags.ToArray().ToDictionary();
        if (Equals(copy.GetValueOrDefault(TelemetryTags.Queue), _queue))
        {
            Measurements.Enqueue((instrument.Name, value, copy));
        }
    }
}
