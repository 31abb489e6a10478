namespace TgWorker.Core.Broadcasts;

/// <summary>What became of one recipient of a broadcast.</summary>
public enum BroadcastResult
{
    /// <summary>Telegram took the message.</summary>
    Sent,

    /// <summary>Nobody is there any more: the user blocked the bot or is deactivated, or the bot was removed.</summary>
    Gone,

    /// <summary>Telegram refused the message, or did not answer in several tries.</summary>
    Failed,

    /// <summary>It was too late, or the broadcast was called off.</summary>
    Skipped,
}
