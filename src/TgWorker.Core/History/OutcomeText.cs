using System.Globalization;

namespace TgWorker.Core.History;

/// <summary>
/// Tries of a lane as they are kept: a line each, the newest first. Numbers, and the worker's name behind them: end (unix ms), length
/// (µs), <see cref="WorkEnd"/>, try, token, lapses, update (0: not known).
/// </summary>
internal static class OutcomeText
{
    private const int Numbers = 7;

    /// <summary>Writes one.</summary>
    public static string Write(LaneOutcome outcome) => string.Create(CultureInfo.InvariantCulture,
        $"{outcome.EndedAt.ToUnixTimeMilliseconds()} {(long)outcome.Run.TotalMicroseconds} {(int)outcome.End} {outcome.Attempt} "
        + $"{outcome.Fence} {outcome.Lapses} {outcome.UpdateId ?? 0} {outcome.Worker}");

    /// <summary>Those of each lane, the newest first.</summary>
    public static IEnumerable<(string Lane, string Text)> ByLane(IEnumerable<LaneOutcome> outcomes) => outcomes
        .GroupBy(outcome => outcome.Lane, StringComparer.Ordinal)
        .Select(lane => (lane.Key, string.Join('\n', lane.Reverse().Take(IWorkHistory.MostOutcomes).Select(Write))));

    /// <summary>Puts new ones before old ones, and cuts off what is too many.</summary>
    public static string Add(string? old, string newest) => string.Join(
        '\n', $"{newest}\n{old}".Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(IWorkHistory.MostOutcomes));

    /// <summary>Reads those of a lane. A line that another version wrote and this one cannot read is left out.</summary>
    public static IReadOnlyList<LaneOutcome> Read(string lane, string? text)
    {
        var outcomes = new List<LaneOutcome>();
        foreach (var line in (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split(' ', Numbers + 1);
            var numbers = new long[Numbers];
            if (parts.Length > Numbers && Enumerable.Range(0, Numbers).All(at => Parse(parts[at], out numbers[at])))
            {
                outcomes.Add(Of(lane, numbers, parts[Numbers]));
            }
        }

        return outcomes;
    }

    private static bool Parse(string text, out long number) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    private static LaneOutcome Of(string lane, long[] numbers, string worker) =>
        new(lane, Time(numbers[0]), TimeSpan.FromMicroseconds(Math.Clamp(numbers[1], 0, 1L << 50)),
            Enum.IsDefined((WorkEnd)numbers[2]) ? (WorkEnd)numbers[2] : WorkEnd.PutOff)
        {
            Attempt = (int)Math.Clamp(numbers[3], 0, int.MaxValue),
            Fence = numbers[4],
            Lapses = (int)Math.Clamp(numbers[5], 0, int.MaxValue),
            UpdateId = numbers[6] == 0 ? null : numbers[6],
            Worker = worker,
        };

    private static DateTimeOffset Time(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(milliseconds, 0, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));
}
