namespace TgWorker.Core.Broadcasts;

/// <summary>How fast a broadcast goes: measured again after a while, from the last mark on.</summary>
/// <param name="Since">When the mark was made.</param>
/// <param name="Cursor">How far it was then.</param>
/// <param name="Rate">Messages per second before the mark; 0 is not known yet.</param>
internal readonly record struct BroadcastPace(DateTimeOffset Since, long Cursor, double Rate)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);

    // A rest (a pause, the night) says nothing about the pace.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>The mark after it came as far as <paramref name="cursor"/>.</summary>
    public BroadcastPace At(DateTimeOffset now, long cursor)
    {
        var length = now - Since;
        if (length > Longest || length < TimeSpan.Zero)
        {
            return new BroadcastPace(now, cursor, Rate);
        }

        return length < Shortest ? this : new BroadcastPace(now, cursor, (cursor - Cursor) / length.TotalSeconds);
    }

    /// <summary>Whether it went on of late.</summary>
    public bool IsFresh(DateTimeOffset now) => now - Since <= Longest;

    /// <summary>How long the rest takes at this pace; null when that is not known.</summary>
    public TimeSpan? TimeFor(long left) => Rate > 0 ? TimeSpan.FromSeconds(Math.Min(left / Rate, 100_000_000)) : null;
}
