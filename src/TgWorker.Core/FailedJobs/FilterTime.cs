using System.Globalization;

namespace TgWorker.Core.FailedJobs;

/// <summary>
/// A time as operators give it: how long ago, such as <c>90s</c>, <c>30m</c>, <c>2h</c> or <c>3d</c>, or a time in UTC, such as
/// <c>2026-01-31T12:00</c>.
/// </summary>
internal static class FilterTime
{
    private const double MostUnits = 100_000;

    /// <summary>Reads one; null when it is none.</summary>
    public static DateTimeOffset? Parse(string text, DateTimeOffset now)
    {
        if (text.Length > 1 && Unit(text[^1]) is { } unit
            && double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
                out var count) && count < MostUnits)
        {
            return now - (count * unit);
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
    }

    private static TimeSpan? Unit(char letter) => letter switch
    {
        's' => TimeSpan.FromSeconds(1),
        'm' => TimeSpan.FromMinutes(1),
        'h' => TimeSpan.FromHours(1),
        'd' => TimeSpan.FromDays(1),
        _ => null,
    };
}
