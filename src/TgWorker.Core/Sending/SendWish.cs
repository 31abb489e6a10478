namespace TgWorker.Core.Sending;

/// <summary>Something to be sent, and the limits that apply to it.</summary>
/// <param name="Bot">The bot, by the id in its token.</param>
/// <param name="Chat">The chat's id, or a channel's <c>@name</c>, without spaces.</param>
/// <param name="Class">Why it is sent.</param>
public sealed record SendWish(string Bot, string Chat, SendClass Class)
{
    /// <summary>How many messages it makes; for an album, its parts. Default 1.</summary>
    public int Messages { get; init; } = 1;

    /// <summary>Whether it is paid for (<c>allow_paid_broadcast</c>) and counts against the paid rate. Default false.</summary>
    public bool IsPaid { get; init; }

    /// <summary>The limit of calls to one chat. Default none.</summary>
    public SendRate PerChat { get; init; }

    /// <summary>The limit of messages to one group or channel. Default none.</summary>
    public SendRate PerGroup { get; init; }

    /// <summary>The limit of messages to all chats; none for an answer. Default none.</summary>
    public SendRate PerBot { get; init; }

    /// <summary>How much of the burst of <see cref="PerBot"/> is left to others. Default 0.</summary>
    public int Reserve { get; init; }

    /// <summary>
    /// How long the sender is ready to wait for its turn under the bot's limit. A turn within that time is taken: the sender waits, then
    /// sends. Default zero: its turn is now, or it asks again.
    /// </summary>
    public TimeSpan Ahead { get; init; }
}
