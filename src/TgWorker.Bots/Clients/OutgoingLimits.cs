using TgWorker.Core.Sending;

namespace TgWorker.Bots;

/// <summary>
/// How much bots send, all workers on a queue together; stands in the configuration under <c>Outgoing:Limits</c>. Telegram tells no exact
/// numbers; what is said about them is "one message per second to a chat, 20 per minute to a group, about 30 per second to all" (FAQ).
/// A limit of 0 is off: only what Telegram refuses is waited for.
/// </summary>
public sealed class OutgoingLimits
{
    // Named like no chat.
    private const string AnyChat = "*";

    /// <summary>Calls per second to one chat, in the long run. Default 1.</summary>
    public int ChatPerSecond { get; set; } = 1;

    /// <summary>How many calls to a chat may follow each other at once after a rest, at least 1. Default 3.</summary>
    public int ChatBurst { get; set; } = 3;

    /// <summary>
    /// The most messages to a group or channel in any minute. As those of the burst go at once, the lasting rate is lower: at the defaults
    /// 16. Default 20.
    /// </summary>
    public int GroupPerMinute { get; set; } = 20;

    /// <summary>How many messages to a group may follow each other without waiting for the minute, 1 to the limit. Default 5.</summary>
    public int GroupBurst { get; set; } = 5;

    /// <summary>
    /// The most messages of a bot to other chats than that of the update which is being handled, in any second. The lasting rate is 28 at
    /// the defaults. Default 30.
    /// </summary>
    public int BotPerSecond { get; set; } = 30;

    /// <summary>How many of them may go at once after a rest, 1 to the limit. Default 3.</summary>
    public int BotBurst { get; set; } = 3;

    /// <summary>The most paid messages of a bot (<c>allow_paid_broadcast</c>) in any second. Default 900.</summary>
    public int PaidPerSecond { get; set; } = 900;

    /// <summary>How many of them may go at once after a rest, 1 to the limit. Default 30.</summary>
    public int PaidBurst { get; set; } = 30;

    /// <summary>How much of a burst a broadcast leaves to single notifications, which so do not wait behind it. Default 1.</summary>
    public int Reserve { get; set; } = 1;

    /// <summary>What is to be sent, with the limits it goes by.</summary>
    /// <param name="bot">The bot, by the id in its token.</param>
    /// <param name="chat">The chat's id, or a channel's <c>@name</c>.</param>
    /// <param name="kind">Why it is sent.</param>
    /// <param name="messages">How many messages it makes.</param>
    /// <param name="isPaid">Whether it is paid for.</param>
    internal SendWish WishOf(long bot, string chat, SendClass kind, int messages = 1, bool isPaid = false)
    {
        var isGroup = !char.IsAsciiDigit(chat.FirstOrDefault());
        return new SendWish(bot.ToString(System.Globalization.CultureInfo.InvariantCulture), NameOf(chat), kind)
        {
            Messages = messages,
            IsPaid = isPaid && kind != SendClass.Answer,
            PerChat = ChatPerSecond <= 0 ? default : new SendRate(TimeSpan.FromSeconds(1) / ChatPerSecond, ChatBurst),
            PerGroup = isGroup ? SendRate.Within(GroupPerMinute, TimeSpan.FromMinutes(1), GroupBurst) : default,
            PerBot = kind == SendClass.Answer ? default
                : isPaid ? SendRate.Within(PaidPerSecond, TimeSpan.FromSeconds(1), PaidBurst)
                : SendRate.Within(BotPerSecond, TimeSpan.FromSeconds(1), BotBurst),
            Reserve = kind == SendClass.Broadcast ? Reserve : 0,
        };
    }

    /// <summary>
    /// The turn that a broadcast's message takes among all that its bot sends. Its chat has a turn of its own when it is sent, so that one
    /// that must wait holds nobody up.
    /// </summary>
    /// <param name="bot">The bot, by the id in its token.</param>
    /// <param name="messages">How many messages it makes.</param>
    /// <param name="isPaid">Whether it is paid for.</param>
    internal SendWish BotsTurnOf(long bot, int messages, bool isPaid) =>
        WishOf(bot, AnyChat, SendClass.Broadcast, messages, isPaid) with { PerChat = default, PerGroup = default };

    // Telegram knows no letter case in names, and no spaces.
#pragma warning disable CA1308 // As names are written.
    private static string NameOf(string chat) => chat.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
#pragma warning restore CA1308
}
