namespace TgWorker.Core.Broadcasts;

/// <summary>What became of one recipient of a broadcast.</summary>
public enum BroadcastResult
{
    /// <summary>Telegram accepted the message.</summary>
    Sent,

    /// <summary>The chat is gone: the user blocked the bot or is deactivated, or the bot was removed.</summary>
    Gone,

    /// <summary>Telegram refused the message, or did not answer in several tries.</summary>
    Failed,

    /// <summary>The broadcast's time was over, or it was cancelled.</summary>
    Skipped,
}
