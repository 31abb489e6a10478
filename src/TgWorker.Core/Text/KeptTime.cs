namespace TgWorker.Core.Text;

/// <summary>Times as a queue's records have them: whatever number stands there, what comes of it can be shown and reckoned with.</summary>
internal static class KeptTime
{
    // A day from either end, for any time zone to show.
    private static readonly double Earliest = Microseconds(DateTimeOffset.MinValue.AddDays(1));
    private static readonly double Latest = Microseconds(DateTimeOffset.MaxValue.AddDays(-1));

    // Some eight hundred years: now and as long again either way is a time still.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(300_000);

    /// <summary>The time so many microseconds after 1970; the first or the last there is where it is none.</summary>
    public static DateTimeOffset At(double microseconds) => double.IsNaN(microseconds)
        ? DateTimeOffset.UnixEpoch
        : DateTimeOffset.UnixEpoch.AddMicroseconds(Math.Clamp(microseconds, Earliest, Latest));

    /// <summary>The time so many milliseconds after 1970.</summary>
    public static DateTimeOffset AtMilliseconds(double milliseconds) => At(milliseconds * 1000);

    /// <summary>So many milliseconds.</summary>
    public static TimeSpan Span(double milliseconds) => double.IsNaN(milliseconds)
        ? TimeSpan.Zero
        : TimeSpan.FromMilliseconds(Math.Clamp(milliseconds, -Longest.TotalMilliseconds, Longest.TotalMilliseconds));

    /// <summary>So many microseconds.</summary>
    public static TimeSpan SpanOfMicroseconds(double microseconds) => double.IsNaN(microseconds)
        ? TimeSpan.Zero
        : TimeSpan.FromMicroseconds((long)Math.Clamp(microseconds, -Longest.TotalMicroseconds, Longest.TotalMicroseconds));

    /// <summary>A time in microseconds after 1970.</summary>
    public static long Microseconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
