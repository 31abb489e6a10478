using System.Globalization;

namespace TgWorker.Dashboard.Showing;

/// <summary>Numbers and times as people read them. Counts are exact, however large.</summary>
internal static class Figure
{
    /// <summary>Such as <c>1,234,567</c>.</summary>
    public static string Of(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Such as <c>12.3</c>; whole from a hundred on.</summary>
    public static string Rate(double perSecond) => perSecond.ToString(perSecond < 100 ? "0.0" : "N0", CultureInfo.InvariantCulture);

    /// <summary>Such as <c>140 ms</c>, <c>3.2 s</c>, <c>4 min 10 s</c>, <c>2 h 5 min</c>, <c>3 d 4 h</c>; a dash for none.</summary>
    public static string Of(TimeSpan? time) => time switch
    {
        null => "–",
        { Ticks: <= 0 } => "0 s",
        { TotalSeconds: < 1 } t => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(t.TotalMilliseconds, 1):0} ms"),
        { TotalSeconds: < 10 } t => string.Create(CultureInfo.InvariantCulture, $"{t.TotalSeconds:0.0} s"),
        { TotalSeconds: < 60 } t => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(t.TotalSeconds):0} s"),
        { TotalHours: < 1 } t => $"{t.Minutes} min {t.Seconds} s",
        { TotalDays: < 1 } t => $"{t.Hours} h {t.Minutes} min",
        { } t => $"{(long)t.TotalDays} d {t.Hours} h",
    };

    /// <summary>A time in UTC, such as <c>2026-01-31 12:00:00Z</c>.</summary>
    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>As programs read it.</summary>
    public static string Iso(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Such as <c>1 update</c>, <c>2,000 updates</c>.</summary>
    public static string Count(long count, string one, string? many = null) => count == 1 ? $"1 {one}" : $"{Of(count)} {many ?? one + "s"}";
}
