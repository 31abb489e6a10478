using System.Globalization;

namespace TgWorker.Bots;

/// <summary>
/// The hours of a day at which a broadcast is sent. They may pass midnight. A message that is in its chat's lane at the end is still sent.
/// </summary>
public sealed record BroadcastHours
{
    private readonly TimeZoneInfo _zone;

    /// <summary>Creates the hours.</summary>
    /// <param name="from">The start.</param>
    /// <param name="to">The end; if it is before <paramref name="from"/>, on the next day.</param>
    /// <param name="timeZone">The time zone, by its IANA id such as <c>Europe/Berlin</c>. Default UTC.</param>
    /// <exception cref="FormatException">This machine does not know the time zone, or start and end are the same.</exception>
    public BroadcastHours(TimeOnly from, TimeOnly to, string timeZone = "UTC")
    {
        if (from == to)
        {
            throw new FormatException($"From {from:HH:mm} to {to:HH:mm} is no time at all: leave the hours out to send all day.");
        }

        try
        {
            _zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
        }
        catch (Exception e) when (e is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            throw new FormatException(
                $"'{timeZone}' is not a time zone that this machine knows: give an IANA id such as Europe/Berlin.", e);
        }

        (From, To, TimeZone) = (from, to, timeZone);
    }

    /// <summary>The start.</summary>
    public TimeOnly From { get; }

    /// <summary>The end.</summary>
    public TimeOnly To { get; }

    /// <summary>The time zone's id.</summary>
    public string TimeZone { get; }

    /// <summary>Parses hours such as <c>09:00-21:00</c>.</summary>
    /// <exception cref="FormatException">The text is not valid.</exception>
    public static BroadcastHours Parse(string text, string timeZone = "UTC")
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('-') is [var from, var to] && TryTime(from, out var first) && TryTime(to, out var end)
            ? new BroadcastHours(first, end, timeZone)
            : throw new FormatException($"'{text}' says no hours: give them as 09:00-21:00.");
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From:HH:mm}-{To:HH:mm} {TimeZone}");

    /// <summary>Whether a time zone is known here.</summary>
    internal static bool IsZone(string zone) => zone.Length > 0 && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _);

    /// <summary>When it may be sent next: now, where that is at these hours.</summary>
    internal DateTimeOffset Next(DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, _zone);
        if (TimeOnly.FromDateTime(local.DateTime).IsBetween(From, To))
        {
            return now;
        }

        var day = TimeOnly.FromDateTime(local.DateTime) < From ? local.Date : local.Date.AddDays(1);
        var opens = DateTime.SpecifyKind(day + From.ToTimeSpan(), DateTimeKind.Unspecified);

        // A clock that is put forward skips some hours: they begin where it goes on.
        while (_zone.IsInvalidTime(opens))
        {
            opens = opens.AddMinutes(15);
        }

        return new DateTimeOffset(opens, _zone.GetUtcOffset(opens));
    }

    private static bool TryTime(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text.Trim(), ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
