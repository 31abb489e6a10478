using TgWorker.Core.History;
using TgWorker.Core.Queues;
using TgWorker.Dashboard.Pages.Kinds;

namespace TgWorker.Dashboard.Pages.Traffic;

/// <summary>What came in, or went out, over a span of time, of all queues together.</summary>
/// <param name="Span">The span's name.</param>
/// <param name="From">When the first point begins.</param>
/// <param name="Point">How long a point is.</param>
/// <param name="Lines">What was counted, by bot.</param>
internal sealed record TrafficModel(string Span, DateTimeOffset From, TimeSpan Point, IReadOnlyList<TrafficLine> Lines)
{
    /// <summary>Reads it: a command for each queue.</summary>
    /// <param name="queues">The queues.</param>
    /// <param name="way">One of those of <see cref="TrafficSeries"/>.</param>
    /// <param name="span">The span, up to now.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static async Task<TrafficModel> ReadAsync(
        IEnumerable<IUpdateQueue> queues, string way, HistorySpan span, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var read = new List<IReadOnlyList<TrafficStep>>();
        foreach (var queue in queues)
        {
            if (queue.Traffic is { } traffic)
            {
                read.Add(await traffic.ReadAsync(way, span.Scale, now, span.Steps, cancellationToken));
            }
        }

        var from = HistoryTime.Begin(HistoryTime.Until(now, span.Scale, span.Steps).First(), span.Scale);
        return new TrafficModel(span.Name, from, span.Point, Sum(read, span.Steps));
    }

    /// <summary>How often one thing was counted of a bot.</summary>
    public long Count(string bot, string what) => Lines.Where(line => line.Bot == bot && line.What == what).Sum(line => line.Count);

    private static List<TrafficLine> Sum(IReadOnlyList<IReadOnlyList<TrafficStep>> read, int steps)
    {
        var sums = new Dictionary<TrafficSeries, long[]>();
        foreach (var queue in read)
        {
            for (var at = 0; at < queue.Count; at++)
            {
                foreach (var (series, count) in queue[at].Counts)
                {
                    if (!sums.TryGetValue(series, out var points))
                    {
                        sums[series] = points = new long[steps];
                    }

                    points[at] += count;
                }
            }
        }

        return [.. sums.Select(sum => new TrafficLine(sum.Key.Bot, sum.Key.What, sum.Value.Sum(), sum.Value))
            .OrderBy(line => line.Bot, StringComparer.Ordinal).ThenBy(line => line.What, StringComparer.Ordinal)];
    }
}
