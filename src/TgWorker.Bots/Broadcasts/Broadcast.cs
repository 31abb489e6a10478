using TgWorker.Bots.Broadcasts;
using TgWorker.Core.Broadcasts;

namespace TgWorker.Bots;

/// <summary>A broadcast, as it is now.</summary>
public sealed record Broadcast
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name for people.</summary>
    public required string Title { get; init; }

    /// <summary>The bot.</summary>
    public required string Bot { get; init; }

    /// <summary>The method, such as <c>sendMessage</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Where it stands.</summary>
    public required BroadcastState State { get; init; }

    /// <summary>Why, where a worker brought it there; empty otherwise.</summary>
    public string Reason { get; init; } = "";

    /// <summary>When it was made.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>When it came to its state.</summary>
    public DateTimeOffset Changed { get; init; }

    /// <summary>How many the audience has.</summary>
    public long Total { get; init; }

    /// <summary>How many have the message.</summary>
    public long Sent { get; init; }

    /// <summary>How many are not there any more.</summary>
    public long Gone { get; init; }

    /// <summary>How many messages Telegram refused, or never answered.</summary>
    public long Failed { get; init; }

    /// <summary>How many were too late, or called off.</summary>
    public long Skipped { get; init; }

    /// <summary>How many messages are in their chats' lanes or being sent.</summary>
    public long InLanes { get; init; }

    /// <summary>How many have not been served.</summary>
    public long Left { get; init; }

    /// <summary>Messages per second lately; 0 is not known.</summary>
    public double Rate { get; init; }

    /// <summary>How long it will go on at that rate; null when that is not known, or nothing is sent now.</summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>Not sent before.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Not sent after.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Only sent at these hours.</summary>
    public BroadcastHours? Hours { get; init; }

    /// <summary>In how many groups of time zones the recipients are, where it has hours; those of one have their hours together. Else
    /// 1.</summary>
    public int TimeZones { get; init; } = 1;

    /// <summary>What goes first.</summary>
    public int Priority { get; init; }

    /// <summary>Whether Telegram may take Stars for speed.</summary>
    public bool IsPaid { get; init; }

    /// <summary>How many Stars it costs at most, when it is done.</summary>
    public decimal MostStars => IsPaid ? BroadcastFigures.Stars(Sent + Left) : 0;
}
