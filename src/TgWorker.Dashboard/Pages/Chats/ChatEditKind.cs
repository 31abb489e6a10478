namespace TgWorker.Dashboard.Pages.Chats;

/// <summary>What can be done to one update of a chat; each is the last word of its address and of its command.</summary>
internal enum ChatEditKind
{
    /// <summary>The handler is told to stop.</summary>
    Cancel,

    /// <summary>The first update becomes a failed job.</summary>
    Skip,

    /// <summary>An update is deleted.</summary>
    Drop,
}
