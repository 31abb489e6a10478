namespace TgWorker.Core.Queues;

/// <summary>A bot that an operator has paused, or has let continue a moment ago.</summary>
/// <param name="Bot">The bot's name.</param>
/// <param name="Since">Since when it is paused.</param>
/// <param name="Lanes">How many of its lanes the pause has set aside so far. A lane is set aside when its turn comes.</param>
public sealed record PausedBot(string Bot, DateTimeOffset Since, long Lanes)
{
    /// <summary>Whether the pause has ended, and lanes that it has set aside still come back, a few at a time.</summary>
    public bool HasEnded { get; init; }
}
