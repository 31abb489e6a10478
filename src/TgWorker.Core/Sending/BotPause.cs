namespace TgWorker.Core.Sending;

/// <summary>What holds all of a bot's sends but answers back.</summary>
/// <param name="Bot">The bot, by the id in its token.</param>
/// <param name="Left">How long it still pauses; null where it does not.</param>
/// <param name="SlowedTo">Messages per second that a flood (429) has slowed it to; null where none has.</param>
internal sealed record BotPause(string Bot, TimeSpan? Left, double? SlowedTo)
{
    /// <summary>That of what is known of a bot's sends.</summary>
    /// <param name="bot">The bot.</param>
    /// <param name="sends">What is known.</param>
    /// <param name="now">This moment, µs of the queue's clock.</param>
    public static BotPause Of(string bot, BotSends sends, long now) => new(
        bot, sends.Pause > now ? TimeSpan.FromMicroseconds(sends.Pause - now) : null, sends.Bulk.SlowedTo(now));
}
