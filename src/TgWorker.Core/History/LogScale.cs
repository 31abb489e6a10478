using System.Numerics;

namespace TgWorker.Core.History;

/// <summary>
/// The buckets into which lengths of time are counted: eight to each doubling, so that a length read back is off by 6 % at most, from 0 to
/// 76 hours. Below half a millisecond they are 64 µs wide. The same on every worker and for ever: buckets are added to each other.
/// </summary>
internal static class LogScale
{
    /// <summary>How many there are.</summary>
    public const int Buckets = (MostDoublings * PerDoubling) + (2 * PerDoubling);

    private const int PerDoubling = 8;
    private const int Bits = 3;
    private const int MostDoublings = 29;
    private const long UnitTicks = 64 * TimeSpan.TicksPerMicrosecond;

    /// <summary>The bucket of a length of time; what is negative counts as 0.</summary>
    public static int Of(TimeSpan time)
    {
        var units = (ulong)Math.Max(time.Ticks, 0) / (ulong)UnitTicks;
        if (units < PerDoubling)
        {
            return (int)units;
        }

        var doublings = BitOperations.Log2(units) - Bits;
        return doublings > MostDoublings ? Buckets - 1 : (doublings * PerDoubling) + (int)(units >> doublings);
    }

    /// <summary>The length of time that stands for a bucket: the one from which both its ends are off by the same ratio.</summary>
    public static TimeSpan Middle(int bucket)
    {
        var (from, to) = (Start(bucket), Start(bucket + 1));
        return TimeSpan.FromTicks((long)(from == 0 ? to / 2.0 : 2.0 * from * to / (from + to)));
    }

    private static long Start(int bucket)
    {
        if (bucket < PerDoubling)
        {
            return bucket * UnitTicks;
        }

        var doublings = (bucket / PerDoubling) - 1;
        return ((long)(bucket - (doublings * PerDoubling)) << doublings) * UnitTicks;
    }
}
