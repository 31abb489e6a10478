namespace TgWorker.Core.Sending;

/// <summary>
/// Decides what may be sent when. Each limit is a GCRA: one number says from when on all that was sent is paid off, and tells the exact
/// wait. The scripts <c>outgoing_take.lua</c> and <c>outgoing_refused.lua</c> decide the same on Redis.
/// </summary>
internal static class SendRules
{
    /// <summary>Refusals within so many µs are together.</summary>
    public const long Together = 2_000_000;

    // Refusals of this many chats together are the bot's.
    private const int Chats = 3;

    /// <summary>Takes the turn of chat, group and bot together, or none of them.</summary>
    /// <param name="wish">What is to be sent.</param>
    /// <param name="chat">What is known of its chat.</param>
    /// <param name="bot">What is known of its bot; an answer does not ask.</param>
    /// <param name="now">This moment, µs of the queue's clock.</param>
    /// <returns>The turn, and what is known then.</returns>
    public static (SendTurn Turn, ChatSends Chat, BotSends Bot) Take(SendWish wish, ChatSends chat, BotSends bot, long now)
    {
        var isBulk = wish.Class != SendClass.Answer;
        var track = wish.IsPaid ? bot.Paid : bot.Bulk;
        var (perChat, perGroup) = (wish.PerChat.Microseconds, wish.PerGroup.Microseconds);
        var perBot = isBulk ? track.IntervalAt(wish.PerBot.Microseconds, now) : 0;
        var (pause, messages) = (isBulk ? bot.Pause : 0, Math.Max(1, wish.Messages));
        var free = Math.Max(
            Math.Max(chat.Pause, pause),
            Math.Max(
                TurnOf(chat.Calls, perChat, wish.PerChat.Burst, 1, now),
                TurnOf(chat.Messages, perGroup, wish.PerGroup.Burst, messages, now)));
        var at = Math.Max(now, Math.Max(free, TurnOf(track.Messages, perBot, wish.PerBot.Burst - wish.Reserve, messages, now)));
        var ahead = wish.Ahead.Ticks / TimeSpan.TicksPerMicrosecond;
        if (free > now || (at > now && ahead <= 0))
        {
            return (new SendTurn(IsTaken: false, TimeSpan.FromMicroseconds(at - now)), chat, bot);
        }

        if (at - now > ahead && at > now)
        {
            // All of them at once would only be sent away again: each comes back when it may be its turn.
            track = track with { Back = Math.Max(track.Back + (messages * perBot), at) };
            return (new SendTurn(IsTaken: false, TimeSpan.FromMicroseconds(track.Back - now)), chat, With(bot, wish, track));
        }

        var sent = chat with
        {
            Calls = After(chat.Calls, perChat, 1, at),
            Messages = After(chat.Messages, perGroup, messages, at),
        };
        track = track with { Messages = After(track.Messages, perBot, messages, at) };
        return (new SendTurn(IsTaken: true, TimeSpan.FromMicroseconds(at - now)), sent, With(bot, wish, track));
    }

    /// <summary>
    /// Has the chat pause; and all but answers too, at a lower rate then, when the refusal is the bot's: that of a broadcast's call, or one
    /// after two of other chats just now. A pause is never shortened.
    /// </summary>
    public static (bool IsWide, ChatSends Chat, BotSends Bot) Refuse(SendRefusal refusal, ChatSends chat, BotSends bot, long now)
    {
        var wish = refusal.Wish;
        var until = now + Math.Max(0, refusal.RetryAfter.Ticks / TimeSpan.TicksPerMicrosecond);
        var others = bot.Refused.Where(other => other.Chat != wish.Chat && other.At > now - Together).ToList();
        var isWide = wish.Class == SendClass.Broadcast || others.Count + 1 >= Chats;
        bot = bot with { Refused = [(wish.Chat, now), .. others.Take(Chats - 2)] };
        if (isWide)
        {
            var pause = Math.Max(bot.Pause, until);
            var track = (wish.IsPaid ? bot.Paid : bot.Bulk).Slow(wish.PerBot.Microseconds, now, pause);
            bot = With(bot with { Pause = pause }, wish, track);
        }

        return (isWide, chat with { Pause = Math.Max(chat.Pause, until) }, bot);
    }

    private static BotSends With(BotSends bot, SendWish wish, SendTrack track) =>
        wish.IsPaid ? bot with { Paid = track } : bot with { Bulk = track };

    // More at once than the burst go after a rest, and are paid off before the next.
    private static long TurnOf(long paidOff, long interval, int burst, int count, long now) =>
        interval <= 0 ? 0 : Math.Max(paidOff, now) + ((count - Math.Max(Math.Max(burst, 1), count)) * interval);

    private static long After(long paidOff, long interval, int count, long at) =>
        interval <= 0 ? paidOff : Math.Max(paidOff, at) + (count * interval);
}
