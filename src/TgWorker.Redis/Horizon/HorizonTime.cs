using System.Globalization;

namespace TgWorker.Redis;

/// <summary>Times as Horizon writes them.</summary>
internal static class HorizonTime
{
    /// <summary>PHP's <c>(string) microtime(true)</c>: seconds with up to four decimals.</summary>
    public static string Text(DateTimeOffset time) => Seconds(time).ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>The score in the sets of jobs, which have the newest in front.</summary>
    public static double NewestFirst(DateTimeOffset time) => -Seconds(time);

    /// <summary>Seconds since 1970.</summary>
    public static double Seconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).TotalSeconds;

    /// <summary>The whole second in which something dies that is kept for so long.</summary>
    public static DateTime Expiry(DateTimeOffset time, TimeSpan keep) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds()).Add(keep).UtcDateTime;
}
