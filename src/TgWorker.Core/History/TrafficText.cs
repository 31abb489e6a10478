using System.Globalization;

namespace TgWorker.Core.History;

/// <summary>
/// Counts of a step as they are kept: a line <c>way/bot/what n=12</c> for each, the bot's name escaped. Stores add them up as they do the
/// lines of <see cref="HistoryText"/>.
/// </summary>
internal static class TrafficText
{
    private const string Mark = " n=";

    /// <summary>Writes counts.</summary>
    public static string Write(IEnumerable<KeyValuePair<TrafficSeries, long>> counts) => string.Join('\n', counts.Select(Line));

    /// <summary>Reads a step; null is one in which nothing was counted. A line that cannot be read is left out.</summary>
    /// <param name="text">The text.</param>
    /// <param name="way">What is read of it alone; null for all.</param>
    public static IReadOnlyDictionary<TrafficSeries, long> Read(string? text, string? way = null)
    {
        var (counts, lines) = (new Dictionary<TrafficSeries, long>(), 0);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (++lines > HistoryText.MostSeries)
            {
                break;
            }

            if (Read(line, way, out var count) is { } series)
            {
                counts[series] = count;
            }
        }

        return counts;
    }

    /// <summary>Adds counts to others of the same time.</summary>
    public static string Add(string? old, string more)
    {
        var sum = new Dictionary<TrafficSeries, long>(Read(old));
        foreach (var (series, count) in Read(more))
        {
            if (sum.ContainsKey(series) || sum.Count < HistoryText.MostSeries)
            {
                sum[series] = sum.GetValueOrDefault(series) + count;
            }
        }

        return Write(sum);
    }

    private static TrafficSeries? Read(ReadOnlySpan<char> line, string? way, out long count)
    {
        var (mark, first) = (line.IndexOf(Mark), line.IndexOf('/'));
        count = 0;
        if (first < 0 || mark < first || (way is not null && !line[..first].SequenceEqual(way))
            || line[(first + 1)..mark].IndexOf('/') is var second && second < 0
            || !long.TryParse(line[(mark + Mark.Length)..], NumberStyles.None, CultureInfo.InvariantCulture, out count))
        {
            return null;
        }

        var bot = line.Slice(first + 1, second);
        return new TrafficSeries(way ?? line[..first].ToString(), Uri.UnescapeDataString(bot), line[(first + second + 2)..mark].ToString());
    }

    private static string Line(KeyValuePair<TrafficSeries, long> count) => string.Create(
        CultureInfo.InvariantCulture, $"{count.Key.Way}/{Uri.EscapeDataString(count.Key.Bot)}/{count.Key.What}{Mark}{count.Value}");
}
