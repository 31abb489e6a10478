namespace TgWorker.Core.Sending;

/// <summary>What holds the sends of some bots back now, for those who look.</summary>
/// <param name="Bots">Of each bot that was asked for.</param>
/// <param name="Chats">Chats that pause, those that pause longest first.</param>
internal sealed record SendLook(IReadOnlyList<BotPause> Bots, IReadOnlyList<ChatPause> Chats)
{
    /// <summary>Nothing is known.</summary>
    public static SendLook Nothing { get; } = new([], []);
}
