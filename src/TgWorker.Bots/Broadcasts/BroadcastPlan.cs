using Telegram.Bot.Requests.Abstractions;

namespace TgWorker.Bots;

/// <summary>What a broadcast sends, and when.</summary>
public sealed record BroadcastPlan
{
    /// <summary>The bot, by the name the proxy calls it.</summary>
    public required string Bot { get; init; }

    /// <summary>
    /// What is called for each recipient, such as <c>new SendMessageRequest { ChatId = 0, Text = "Hello {name}" }</c>: any method that
    /// sends to a chat, whose <c>ChatId</c> is each recipient's in turn. <c>{name}</c> in its texts is replaced by the recipient's value of
    /// that name, escaped for the text's <c>ParseMode</c>. Files by file_id or URL, or, with <see cref="UploadTo"/>, from a stream.
    /// </summary>
    public required IRequest Request { get; init; }

    /// <summary>
    /// The chat that gets the message first, where its files come from streams: one of your own. It is sent there once, before the
    /// broadcast starts; the broadcast then sends the files by the file_ids of Telegram's answer. Default none: streams are refused.
    /// </summary>
    public long? UploadTo { get; init; }

    /// <summary>A name for people. Default empty.</summary>
    public string Title { get; init; } = "";

    /// <summary>Not sent before. Default at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Not sent after: what is left then expires. Default however long it takes.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Only sent at these hours, in the recipient's time zone where that is known. Default at all.</summary>
    public BroadcastHours? Hours { get; init; }

    /// <summary>Of a bot's broadcasts, one with a higher priority goes first. Default 0.</summary>
    public int Priority { get; init; }

    /// <summary>
    /// Whether Telegram may take Stars for speed (<c>allow_paid_broadcast</c>): up to 1000 messages a second instead of 30, for 0.1 Star
    /// per message above the free 30, of those that are delivered. The bot needs 10,000 Stars and 10,000 monthly users. Default false.
    /// </summary>
    public bool IsPaid { get; init; }

    /// <summary>The most Stars that it may cost; an audience that may cost more is refused before anything is sent. Default any.</summary>
    public decimal? MostStars { get; init; }
}
