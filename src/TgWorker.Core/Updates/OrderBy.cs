namespace TgWorker.Core.Updates;

/// <summary>What makes two updates wait for each other.</summary>
public enum OrderBy
{
    /// <summary>The chat; otherwise the user; otherwise the poll or the update itself.</summary>
    Chat,

    /// <summary>The forum topic within the chat; otherwise as <see cref="Chat"/>.</summary>
    Topic,

    /// <summary>The user who caused the update; otherwise as <see cref="Chat"/>.</summary>
    User,

    /// <summary>Nothing: every update has its own lane.</summary>
    None,
}
