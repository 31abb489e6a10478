using System.Text;

namespace TgWorker.Core.History;

/// <summary>
/// A step of the history as it is kept: a line for each series, its name escaped, a space, and its figures. The same in every store, and
/// readable to people.
/// </summary>
internal static class HistoryText
{
    /// <summary>The most series of a step; more are left out.</summary>
    public const int MostSeries = 200;

    /// <summary>Reads a step; adds it to what is there of each series.</summary>
    /// <param name="text">The step.</param>
    /// <param name="into">What is there.</param>
    /// <param name="only">The series that is read alone, escaped; null for all.</param>
    public static void Read(ReadOnlySpan<char> text, IDictionary<string, WorkFigures> into, string? only = null)
    {
        foreach (var line in text.EnumerateLines())
        {
            var mark = line.IndexOf(' ');
            if (mark <= 0 || (only is not null && !line[..mark].SequenceEqual(only)))
            {
                continue;
            }

            var series = Uri.UnescapeDataString(line[..mark]);
            if (!into.TryGetValue(series, out var figures))
            {
                if (into.Count >= MostSeries)
                {
                    continue;
                }

                into.Add(series, figures = new WorkFigures());
            }

            figures.Add(line[(mark + 1)..]);
        }
    }

    /// <summary>Reads a step; null is one in which nothing happened.</summary>
    /// <param name="at">When it began.</param>
    /// <param name="text">The step.</param>
    /// <param name="only">The series that is read alone; null for all.</param>
    public static HistoryStep Read(DateTimeOffset at, string? text, string? only = null)
    {
        var series = new SortedDictionary<string, WorkFigures>(StringComparer.Ordinal);
        Read(text, series, only is null ? null : Uri.EscapeDataString(only));
        return new HistoryStep(at, series.AsReadOnly());
    }

    /// <summary>Writes a step.</summary>
    public static string Write(IEnumerable<KeyValuePair<string, WorkFigures>> step)
    {
        var text = new StringBuilder();
        foreach (var (series, figures) in step)
        {
            text.Append(text.Length > 0 ? "\n" : "").Append(Uri.EscapeDataString(series)).Append(' ').Append(figures.Write());
        }

        return text.ToString();
    }

    /// <summary>Adds a step to another of the same time.</summary>
    public static string Add(string? old, string more)
    {
        var sum = new SortedDictionary<string, WorkFigures>(StringComparer.Ordinal);
        Read(old, sum);
        Read(more, sum);
        return Write(sum);
    }
}
