namespace TgWorker.Core.Updates;

/// <summary>What makes two updates wait for each other.</summary>
public enum OrderBy
{
    /// <summary>The chat; else the user; else the poll or the update itself.</summary>
    Chat,

    /// <summary>The forum topic within the chat, else as <see cref="Chat"/>.</summary>
    Topic,

    /// <summary>The user who caused the update, else as <see cref="Chat"/>.</summary>
    User,

    /// <summary>Nothing: every update has a lane of its own.</summary>
    None,
}
