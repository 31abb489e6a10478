using System.Globalization;

namespace TgWorker.Bots.Broadcasts;

/// <summary>Tells time zones apart by what their clocks will show: two that go alike from now on are one.</summary>
internal static class TimeZoneRules
{
    // Longer than a broadcast is kept, and every change of the clocks within a year.
    private const int Days = 400;

    /// <summary>The same text for zones that go alike.</summary>
    /// <param name="zone">The zone's id; it is known.</param>
    /// <param name="now">From when on.</param>
    public static string Of(string zone, DateTimeOffset now)
    {
        var its = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var last = TimeSpan.MinValue;
        var rules = new List<string>();
        for (var day = 0; day < Days; day++)
        {
            if (its.GetUtcOffset(now.AddDays(day)) is var offset && offset != last)
            {
                rules.Add(string.Create(CultureInfo.InvariantCulture, $"{day} {offset}"));
                last = offset;
            }
        }

        return string.Join(';', rules);
    }
}
