using System.Diagnostics.Metrics;
using TgWorker.Core.Telemetry;

namespace TgWorker.Screens;

/// <summary>Counts what this process does, as its telemetry tells it.</summary>
internal sealed class RunCounts : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _handled;
    private long _failed;
    private long _retries;

    public RunCounts()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument == WorkerMetrics.Settled || instrument == WorkerMetrics.Retries)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>(Count);
        _listener.Start();
    }

    /// <summary>Updates that were handled.</summary>
    public long Handled => Volatile.Read(ref _handled);

    /// <summary>Updates that were given up.</summary>
    public long Failed => Volatile.Read(ref _failed);

    /// <summary>Attempts after the first.</summary>
    public long Retries => Volatile.Read(ref _retries);

    public void Dispose() => _listener.Dispose();

    private void Count(Instrument instrument, long count, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        if (instrument == WorkerMetrics.Retries)
        {
            Interlocked.Add(ref _retries, count);
            return;
        }

        foreach (var tag in tags)
        {
            if (tag.Key == TelemetryTags.Outcome)
            {
                switch (tag.Value)
                {
                    case "handled":
                        Interlocked.Add(ref _handled, count);
                        break;
                    case "failed":
                        Interlocked.Add(ref _failed, count);
                        break;
                }
            }
        }
    }
}
