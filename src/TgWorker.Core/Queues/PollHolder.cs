namespace TgWorker.Core.Queues;

/// <summary>Who asks Telegram for a bot's updates, for display.</summary>
/// <param name="Bot">The bot, by the id in its token.</param>
/// <param name="Holder">The process that has the right, or had it last; empty if it was returned.</param>
/// <param name="Left">How much of the right is left; negative if it has expired.</param>
public sealed record PollHolder(string Bot, string Holder, TimeSpan Left)
{
    /// <summary>The highest <c>update_id</c> that was pushed; null if not known.</summary>
    public long? LastUpdateId { get; init; }

    /// <summary>How long ago updates were last pushed; null if none were.</summary>
    public TimeSpan? SincePush { get; init; }
}
