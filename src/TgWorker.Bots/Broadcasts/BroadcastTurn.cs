using TgWorker.Core.Broadcasts;

namespace TgWorker.Bots.Broadcasts;

/// <summary>What is to be done with a broadcast now.</summary>
/// <param name="Put">How many messages may be put into their lanes.</param>
/// <param name="To">The state it comes to; null for that in which it is.</param>
/// <param name="Reason">Why; null where it stays.</param>
internal readonly record struct BroadcastTurn(long Put, BroadcastState? To = null, string? Reason = null)
{
    /// <summary>So many refusals from the beginning, and nothing else, are the message's fault; unless somebody continued it.</summary>
    public const int RefusedAtFirst = 20;

    // What a job's notes are kept for, and a day: it was deleted, or is a failed job that nobody retries.
    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(72);

    /// <summary>Decides.</summary>
    /// <param name="broadcast">The broadcast.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="now">The time.</param>
    /// <param name="room">How many messages may be in lanes beside those that are.</param>
    public static BroadcastTurn Of(StoredBroadcast broadcast, StoredPlan plan, DateTimeOffset now, long room) => broadcast switch
    {
        { State: not BroadcastState.Sending } => default,
        _ when plan.Until <= now && broadcast.Cursor < broadcast.Total => new(0, BroadcastState.Expired, "its time is over"),
        { Failed: >= RefusedAtFirst, Sent: 0, Gone: 0, Reason: "" } => new(0, BroadcastState.Paused,
            $"the first {broadcast.Failed} messages were all refused: see why (--misses) before you continue"),
        _ when broadcast.Cursor >= broadcast.Total => now - Latest(broadcast.Pace.Since, broadcast.Changed) > Forgotten
            ? new(0, BroadcastState.Expired, $"{broadcast.InLanes} of its messages are not accounted for: they were cleared, or failed")
            : default,
        _ when plan.NotBefore > now || plan.Hours?.Next(now) > now || room <= 0 => default,
        _ => new(Math.Min(Math.Min(room, broadcast.Total - broadcast.Cursor),
            BroadcastPages.Size - (broadcast.Cursor % BroadcastPages.Size))),
    };

    private static DateTimeOffset Latest(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
