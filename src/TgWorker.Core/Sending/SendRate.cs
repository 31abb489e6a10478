namespace TgWorker.Core.Sending;

/// <summary>A limit: a burst after a rest, then one per interval. The default value is no limit.</summary>
/// <param name="Interval">The time between two, once the burst is used up.</param>
/// <param name="Burst">How many may go at once after a rest.</param>
public readonly record struct SendRate(TimeSpan Interval, int Burst)
{
    /// <summary>Whether there is no limit.</summary>
    public bool IsOff => Interval <= TimeSpan.Zero;

    /// <summary>The interval in µs, rounded up; 0 if there is no limit.</summary>
    internal long Microseconds => IsOff ? 0 : (Interval.Ticks + TimeSpan.TicksPerMicrosecond - 1) / TimeSpan.TicksPerMicrosecond;

    /// <summary>
    /// A limit that holds for every stretch of time: no period, wherever it begins, has more than this many. The burst is taken from it, so
    /// the lasting rate is lower: 20 a minute with 5 at once are 16 a minute, and at most 20 in any minute.
    /// </summary>
    /// <param name="most">How many a period may have; 0 for no limit.</param>
    /// <param name="period">The period.</param>
    /// <param name="burst">How many of them may go at once, from 1 to <paramref name="most"/>.</param>
    public static SendRate Within(int most, TimeSpan period, int burst) =>
        most <= 0 ? default : new SendRate(period / (most - Math.Clamp(burst, 1, most) + 1), Math.Clamp(burst, 1, most));
}
