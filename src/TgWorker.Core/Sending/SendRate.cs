namespace TgWorker.Core.Sending;

/// <summary>A limit: so many at once after a rest, then one per interval. The default value is no limit.</summary>
/// <param name="Interval">The time between two, once those of the burst are used up.</param>
/// <param name="Burst">How many may go at once after a rest.</param>
public readonly record struct SendRate(TimeSpan Interval, int Burst)
{
    /// <summary>Whether it limits nothing.</summary>
    public bool IsOff => Interval <= TimeSpan.Zero;

    /// <summary>The interval in µs, rounded up; 0 where it limits nothing.</summary>
    internal long Microseconds => IsOff ? 0 : (Interval.Ticks + TimeSpan.TicksPerMicrosecond - 1) / TimeSpan.TicksPerMicrosecond;

    /// <summary>
    /// A limit that keeps a promise about every stretch of time: no period, wherever it begins, has more than this many. What goes at once
    /// is taken from it, so the lasting rate is lower: 20 a minute with 5 at once are 16 a minute and at most 20 in any.
    /// </summary>
    /// <param name="most">How many a period may have; 0 for no limit.</param>
    /// <param name="period">The period.</param>
    /// <param name="burst">How many of them may go at once, 1 to <paramref name="most"/>.</param>
    public static SendRate Within(int most, TimeSpan period, int burst) =>
        most <= 0 ? default : new SendRate(period / (most - Math.Clamp(burst, 1, most) + 1), Math.Clamp(burst, 1, most));
}
