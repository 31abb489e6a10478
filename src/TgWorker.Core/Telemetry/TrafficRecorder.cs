using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using TgWorker.Core.History;
using TgWorker.Core.Queues;

namespace TgWorker.Core.Telemetry;

/// <summary>Counts what comes in and goes out in this process, to be written every ten seconds.</summary>
internal sealed class TrafficRecorder
{
    /// <summary>How often it is written.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<TrafficSeries, StrongBox<long>> _counts = new();

    /// <summary>Something happened.</summary>
    public void Count(TrafficSeries series, long count = 1)
    {
        if (_counts.TryGetValue(series, out var box) || _counts.Count < HistoryText.MostSeries)
        {
            Interlocked.Add(ref (box ?? _counts.GetOrAdd(series, static _ => new StrongBox<long>())).Value, count);
        }
    }

    /// <summary>Writes what was counted since the last call, if anything. What cannot be written now counts for later.</summary>
    /// <param name="history">Where to.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task WriteAsync(ITrafficHistory history, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var taken = Take();
        if (taken.Count == 0)
        {
            return;
        }

        try
        {
            await history.AddAsync(HistoryTime.StepOf(now, HistoryScale.Minute), TrafficText.Write(taken), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (QueueUnavailableException exception) when (!exception.MayHaveHappened)
        {
            taken.ForEach(count => Count(count.Key, count.Value));
        }
        catch (Exception exception) when (exception is QueueUnavailableException or OperationCanceledException)
        {
            // It may have been written: counted twice would be worse than missing.
        }
    }

    private List<KeyValuePair<TrafficSeries, long>> Take()
    {
        var taken = new List<KeyValuePair<TrafficSeries, long>>();
        foreach (var (series, box) in _counts)
        {
            if (Interlocked.Exchange(ref box.Value, 0) is var count and > 0)
            {
                taken.Add(new(series, count));
            }
        }

        return taken;
    }
}
