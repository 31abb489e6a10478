namespace TgWorker.Core.Broadcasts;

/// <summary>The state of a broadcast.</summary>
public enum BroadcastState
{
    /// <summary>Its audience is being written; nothing is sent yet.</summary>
    Loading,

    /// <summary>It is being sent, or waits for its time.</summary>
    Sending,

    /// <summary>It is paused until it is continued. Messages that are already in the chats' lanes are sent.</summary>
    Paused,

    /// <summary>Every recipient has a result: sent, gone, failed or skipped.</summary>
    Done,

    /// <summary>It was cancelled. What was not sent by then is not sent.</summary>
    Cancelled,

    /// <summary>Its time was over before every recipient had a result.</summary>
    Expired,
}
