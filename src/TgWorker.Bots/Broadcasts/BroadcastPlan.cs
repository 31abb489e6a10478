using Telegram.Bot.Requests.Abstractions;

namespace TgWorker.Bots;

/// <summary>What a broadcast sends, and when.</summary>
public sealed record BroadcastPlan
{
    /// <summary>The bot's name.</summary>
    public required string Bot { get; init; }

    /// <summary>
    /// The request to make for each recipient, such as <c>new SendMessageRequest { ChatId = 0, Text = "Hello {name}" }</c>. It can be any
    /// method that sends to a chat; its <c>ChatId</c> is replaced by the recipient's. <c>{name}</c> in its texts is replaced by the
    /// recipient's value of that name, escaped for the text's <c>ParseMode</c>. Send files by file_id or URL, or from a
    /// stream together with <see cref="UploadTo"/>.
    /// </summary>
    public required IRequest Request { get; init; }

    /// <summary>
    /// A chat of your own to upload files to, if they come from streams. The message is sent there once, before the broadcast starts; the
    /// recipients then get the files by the file_ids that Telegram returned. Default none: streams are refused.
    /// </summary>
    public long? UploadTo { get; init; }

    /// <summary>A name to recognize the broadcast by. Default empty.</summary>
    public string Title { get; init; } = "";

    /// <summary>When to start. Default at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>When to stop: what is left then is not sent. Default none.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Sends only at these hours, in the recipient's time zone if it is known. Default at all hours.</summary>
    public BroadcastHours? Hours { get; init; }

    /// <summary>Of a bot's broadcasts, the one with the highest priority goes first. Default 0.</summary>
    public int Priority { get; init; }

    /// <summary>
    /// Whether to pay Stars for speed (<c>allow_paid_broadcast</c>): up to 1000 messages a second instead of 30, for 0.1 Star per delivered
    /// message above the free 30 a second. The bot needs 10,000 Stars and 10,000 monthly users. Default false.
    /// </summary>
    public bool IsPaid { get; init; }

    /// <summary>The most Stars that it may cost. If it could cost more, it is refused before anything is sent. Default no limit.</summary>
    public decimal? MostStars { get; init; }
}
