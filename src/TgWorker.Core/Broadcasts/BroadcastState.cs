namespace TgWorker.Core.Broadcasts;

/// <summary>Where a broadcast stands.</summary>
public enum BroadcastState
{
    /// <summary>Its audience is being written; nothing is sent yet.</summary>
    Loading,

    /// <summary>It is sent, now or when its time comes.</summary>
    Sending,

    /// <summary>It rests until it is continued. What is in the chats' lanes already is sent.</summary>
    Paused,

    /// <summary>Everybody was served: sent, gone, failed or skipped.</summary>
    Done,

    /// <summary>It was called off. What was not sent by then is not sent.</summary>
    Cancelled,

    /// <summary>Its time was over before everybody was served.</summary>
    Expired,
}
