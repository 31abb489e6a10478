using TgWorker.Bots.Broadcasts;
using TgWorker.Core.Broadcasts;

namespace TgWorker.Bots;

/// <summary>The current state of a broadcast.</summary>
public sealed record Broadcast
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Title { get; init; }

    /// <summary>The bot.</summary>
    public required string Bot { get; init; }

    /// <summary>The method that it calls, such as <c>sendMessage</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Its state.</summary>
    public required BroadcastState State { get; init; }

    /// <summary>Why it is in this state, if a worker put it there; otherwise empty.</summary>
    public string Reason { get; init; } = "";

    /// <summary>When it was created.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>When it entered its state.</summary>
    public DateTimeOffset Changed { get; init; }

    /// <summary>How many recipients there are.</summary>
    public long Total { get; init; }

    /// <summary>How many recipients have received the message.</summary>
    public long Sent { get; init; }

    /// <summary>How many recipients are gone: they blocked the bot, or their chat no longer exists.</summary>
    public long Gone { get; init; }

    /// <summary>How many messages Telegram refused or never answered.</summary>
    public long Failed { get; init; }

    /// <summary>How many messages were too late or cancelled.</summary>
    public long Skipped { get; init; }

    /// <summary>How many messages are in their chats' lanes or are being sent.</summary>
    public long InLanes { get; init; }

    /// <summary>How many recipients are left.</summary>
    public long Left { get; init; }

    /// <summary>The recent rate in messages per second; 0 if not known.</summary>
    public double Rate { get; init; }

    /// <summary>How long it will take at that rate; null if not known, or if nothing is being sent.</summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>It does not start before this time.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>It sends nothing after this time.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>It sends only at these hours.</summary>
    public BroadcastHours? Hours { get; init; }

    /// <summary>With <see cref="Hours"/>, how many groups of time zones with different times the recipients are in. Otherwise
    /// 1.</summary>
    public int TimeZones { get; init; } = 1;

    /// <summary>Of a bot's broadcasts, the one with the highest priority goes first.</summary>
    public int Priority { get; init; }

    /// <summary>Whether it may spend Stars to send faster.</summary>
    public bool IsPaid { get; init; }

    /// <summary>How many Stars it will cost at most.</summary>
    public decimal MostStars => IsPaid ? BroadcastFigures.Stars(Sent + Left) : 0;
}
