using System.Globalization;
using TgWorker.Cli;

namespace TgWorker.Screens;

/// <summary>The lines of a run's status: how it goes, in numbers that stay in their places.</summary>
/// <param name="hasColours">Whether the terminal is to show colours.</param>
internal sealed class RunView(bool hasColours)
{
    /// <summary>What it needs at least.</summary>
    public const int LeastWidth = 40;

    private const int Label = 11;
    private const int Number = 11;
    private const int Cell = Label + Number + 2;
    private const int Gap = 2;
    private const string Yellow = "33";
    private const string Red = "31";
    private const string Bold = "1";
    private const string Grey = "90";

    /// <summary>The lines for a terminal of so many columns; none is longer.</summary>
    public IReadOnlyList<string> Lines(RunSnapshot run, int width)
    {
        // The last column stays free: some terminals wrap there at once.
        var room = Math.Max(width, LeastWidth) - 1;
        (string Label, long Value, string? Colour)[] cells =
        [
            ("updates/s", (long)Math.Round(run.PerSecond), Bold), ("handled", run.Handled, null),
            ("retries", run.Retries, run.Retries > 0 ? Yellow : null),
            ("waiting", run.Waiting, null), ("chats", run.Chats, null), ("failed jobs", run.Failed, run.Failed > 0 ? Red : null),
        ];
        var perRow = room >= (3 * Cell) + (2 * Gap) ? 3 : room >= (2 * Cell) + Gap ? 2 : 1;
        return
        [
            Paint(new string('─', room), Grey),
            Title(run, room),
            .. cells.Chunk(perRow).Select(
                row => string.Join(new string(' ', Gap), row.Select(cell => Shown(cell.Label, cell.Value, cell.Colour)))),
        ];
    }

    /// <summary>What is left to say at the end.</summary>
    public static string Summary(RunSnapshot run) => string.Create(
        CultureInfo.InvariantCulture,
        $"{run.Handled:N0} handled, {run.Retries:N0} retries, {run.GivenUp:N0} given up, in {Clock(run.Elapsed)}; {run.Waiting:N0} "
            + $"wait in {TerminalText.Escape(run.Place)}");

    private static string Title(RunSnapshot run, int room)
    {
        var text = $"tgworker run · {TerminalText.Escape(run.Place)} · {Clock(run.Elapsed)}" + (run.Paused ? " · paused" : "");
        if (text.Length > room)
        {
            return text[..(room - 1)] + "…";
        }

        var left = Math.Min(room - text.Length - Gap, 30);
        return left < 5 ? text : text.PadRight(room - left) + Sparkline.Of(run.History, left).PadLeft(left);
    }

    private string Shown(string label, long value, string? colour)
    {
        var number = Fitting(value);
        return $"{label,-Label}  "
            + $"{(colour is null ? number.PadLeft(Number) : new string(' ', Math.Max(Number - number.Length, 0)) + Paint(number, colour))}";
    }

    private static string Fitting(long value)
    {
        var number = value.ToString("N0", CultureInfo.InvariantCulture);
        foreach (var unit in (ReadOnlySpan<char>)['k', 'M', 'G', 'T', 'P'])
        {
            if (number.Length <= Number)
            {
                break;
            }

            value /= 1000;
            number = value.ToString("N0", CultureInfo.InvariantCulture) + unit;
        }

        return number;
    }

    private string Paint(string text, string colour) => hasColours ? $"\e[{colour}m{text}\e[0m" : text;

    private static string Clock(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}");
}
