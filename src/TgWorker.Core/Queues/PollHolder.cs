namespace TgWorker.Core.Queues;

/// <summary>Who asks Telegram for a bot's updates, for those who look.</summary>
/// <param name="Bot">The bot, by the id in its token.</param>
/// <param name="Holder">The process that has the right, or had it last; empty where it was given back.</param>
/// <param name="Left">What is left of the right; negative when it lapsed.</param>
public sealed record PollHolder(string Bot, string Holder, TimeSpan Left)
{
    /// <summary>The highest <c>update_id</c> that was pushed; null where that is not known.</summary>
    public long? LastUpdateId { get; init; }

    /// <summary>How long ago updates were last pushed; null where none were.</summary>
    public TimeSpan? SincePush { get; init; }
}
