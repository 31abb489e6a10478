using TgWorker.Core.Text;

namespace TgWorker.Sqlite.Clocks;

/// <summary>
/// The clock of one queue, in µs: about unix time, but it goes by the machine's monotonic clock, the same for all processes since the
/// machine was started. Who sets the time of day makes no lease lapse and no chat wait.
/// </summary>
/// <remarks>
/// What is added to the monotonic clock is kept with the queue. It is chosen again when the machine was started again: the queue's clock
/// then goes on at the time of day, never before the last moment it has noted.
/// </remarks>
internal sealed class QueueClock(TimeProvider time, long offset)
{
    private const long Microseconds = 1_000_000;

    /// <summary>What is added to the monotonic clock.</summary>
    public long Offset { get; } = offset;

    /// <summary>This moment.</summary>
    public long Now => Monotonic(time) + Offset;

    /// <summary>The time of day.</summary>
    public DateTimeOffset UtcNow => time.GetUtcNow();

    /// <summary>What this clock says at a time of day, as far as that can be told now.</summary>
    public long Of(DateTimeOffset moment) => Now + QueueClock.Length(moment - UtcNow);

    /// <summary>The time of day at which this clock says something.</summary>
    public DateTimeOffset ToUtc(long at) => UtcNow + KeptTime.SpanOfMicroseconds((double)at - Now);

    /// <summary>The machine's monotonic clock, in µs.</summary>
    public static long Monotonic(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        var (seconds, rest) = Math.DivRem(time.GetTimestamp(), time.TimestampFrequency);
        return (seconds * Microseconds) + (rest * Microseconds / time.TimestampFrequency);
    }

    /// <summary>What to add so that the clock goes on at the time of day, but not before <paramref name="noted"/>.</summary>
    public static long OffsetFor(TimeProvider time, long noted)
    {
        ArgumentNullException.ThrowIfNull(time);
        var unix = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        return Math.Max(unix, noted) - Monotonic(time);
    }

    /// <summary>A length of time in µs; one too long to add to a moment is cut.</summary>
    public static long Length(TimeSpan time) => Math.Min(time.Ticks / TimeSpan.TicksPerMicrosecond, long.MaxValue / 4);
}
