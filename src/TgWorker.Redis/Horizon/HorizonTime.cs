using System.Globalization;

namespace TgWorker.Redis.Horizon;

/// <summary>Times as Horizon writes them.</summary>
internal static class HorizonTime
{
    /// <summary>PHP's <c>(string) microtime(true)</c>: seconds with up to four decimals.</summary>
    /// <remarks>By hand, since every job has two of them and a general format costs ten times as much.</remarks>
    public static string Text(DateTimeOffset time)
    {
        const int decimals = 4, most = 24;
        Span<char> text = stackalloc char[most];
        var (seconds, rest) = Math.DivRem((time - DateTimeOffset.UnixEpoch).Ticks, TimeSpan.TicksPerSecond);
        seconds.TryFormat(text, out var length, provider: CultureInfo.InvariantCulture);
        text[length++] = '.';
        (rest / (TimeSpan.TicksPerSecond / 10_000)).TryFormat(text[length..], out _, "D4", CultureInfo.InvariantCulture);
        return text[..(length + decimals)].TrimEnd('0').TrimEnd('.').ToString();
    }

    /// <summary>The score in the sets of jobs, which have the newest in front.</summary>
    public static double NewestFirst(DateTimeOffset time) => -Seconds(time);

    /// <summary>Seconds since 1970.</summary>
    public static double Seconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).TotalSeconds;

    /// <summary>The whole second in which something dies that is kept for so long.</summary>
    public static DateTime Expiry(DateTimeOffset time, TimeSpan keep) =>
        DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds()).Add(keep).UtcDateTime;
}
