namespace TgWorker.Core.Updates;

/// <summary>The type of a chat.</summary>
public enum ChatKind
{
    /// <summary>The update belongs to no chat, or does not say of which type the chat is.</summary>
    None,

    /// <summary>A user's chat with the bot.</summary>
    Private,

    /// <summary>A basic group.</summary>
    Group,

    /// <summary>A supergroup.</summary>
    Supergroup,

    /// <summary>A channel.</summary>
    Channel,
}
