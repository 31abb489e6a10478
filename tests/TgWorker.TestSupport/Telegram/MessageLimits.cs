namespace TgWorker.TestSupport.Telegram;

/// <summary>How many messages a bot may send, as contracts and users say of Telegram.</summary>
public sealed record MessageLimits
{
    /// <summary>Messages per second to one chat, in the long run. Default 1.</summary>
    public double ChatPerSecond { get; init; } = 1;

    /// <summary>Messages to one chat at once after a rest. Default 3.</summary>
    public double ChatBurst { get; init; } = 3;

    /// <summary>Messages to a group in any minute. Default 20.</summary>
    public int GroupPerMinute { get; init; } = 20;

    /// <summary>Messages of bulk in any second. Default 30.</summary>
    public int BulkPerSecond { get; init; } = 30;

    /// <summary>
    /// What share more is let through, since what a sender spaces exactly comes in less exactly. Default 0.1; a test machine that stands
    /// still now and then needs more.
    /// </summary>
    public double Slack { get; init; } = 0.1;

    /// <summary>Whether a message to a chat is bulk: not an answer to somebody who has just written. Default none.</summary>
    public Func<long, bool> IsBulk { get; init; } = static _ => false;
}
