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
    public static IReadOnlyDictionary<TrafficSeries, long> Read(string? text)
    {
        var counts = new Dictionary<TrafficSeries, long>();
        foreach (var line in (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(HistoryText.MostSeries))
        {
            var mark = line.IndexOf(Mark, StringComparison.Ordinal);
            if (mark > 0 && line[..mark].Split('/', 3) is [var way, var bot, var what]
                && long.TryParse(line.AsSpan(mark + Mark.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            {
                counts[new TrafficSeries(way, Uri.UnescapeDataString(bot), what)] = count;
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

    private static string Line(KeyValuePair<TrafficSeries, long> count) => string.Create(
        CultureInfo.InvariantCulture, $"{count.Key.Way}/{Uri.EscapeDataString(count.Key.Bot)}/{count.Key.What}{Mark}{count.Value}");
}
