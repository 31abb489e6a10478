namespace TgWorker.Bots.Routing;

/// <summary>Where the conversation stands, kept with an attempt by whatever remembers it.</summary>
internal interface IConversationSteps
{
    /// <summary>The chat's step; null at the beginning.</summary>
    string? ChatStep { get; }

    /// <summary>The user's step in the chat; null at the beginning, and where the update names no user.</summary>
    string? UserStep { get; }
}
