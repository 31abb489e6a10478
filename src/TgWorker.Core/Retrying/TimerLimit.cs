namespace TgWorker.Core.Retrying;

/// <summary>The longest time that .NET's timers can wait: 49 days and 17 hours (2³² − 2 ms).</summary>
internal static class TimerLimit
{
    public static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <summary>
    /// The time, or the longest there is; never less than zero. For times that come from outside, where nobody can be told.
    /// </summary>
    public static TimeSpan Cap(TimeSpan time) => time <= TimeSpan.Zero ? TimeSpan.Zero : time < Longest ? time : Longest;
}
