namespace TgWorker.Core.Lanes;

/// <summary>One lane at one moment.</summary>
public sealed record LaneLook
{
    /// <summary>The lane's key, such as <c>main:5123456789</c>.</summary>
    public required string Lane { get; init; }

    /// <summary>Its unfinished jobs, including the running one.</summary>
    public required long Jobs { get; init; }

    /// <summary>The worker that runs its head; null if none does.</summary>
    public LaneHolder? Holder { get; init; }

    /// <summary>Who cancelled the run of its head that is under way; null if nobody did.</summary>
    public string? CancelledBy { get; init; }

    /// <summary>Whether workers can be granted it, now or when its head is due.</summary>
    public bool IsReady { get; init; }

    /// <summary>The time until its head may run; null if that is now, or does not depend on time.</summary>
    public TimeSpan? DueIn { get; init; }

    /// <summary>How long its head could have run if a worker had taken it; null if not known.</summary>
    public TimeSpan? ReadyFor { get; init; }

    /// <summary>How often a worker lost its lease, or died, while it held the head.</summary>
    public int Lapses { get; init; }

    /// <summary>How many tries of the head have failed.</summary>
    public int Failures { get; init; }

    /// <summary>The failed job for which it is stopped; null if it is not stopped.</summary>
    public string? StoppedFor { get; init; }

    /// <summary>Since when an operator has paused it; null if it is not paused.</summary>
    public DateTimeOffset? PausedSince { get; init; }

    /// <summary>Since when an operator has paused its bot; null if it is not paused.</summary>
    public DateTimeOffset? BotPausedSince { get; init; }

    /// <summary>Whether the whole queue is paused.</summary>
    public bool QueuePaused { get; init; }

    /// <summary>The number of workers on the queue with a valid lease.</summary>
    public int Workers { get; init; }

    /// <summary>What holds up its next job, most important first; empty if nothing waits.</summary>
    public IReadOnlyList<LaneBlock> Blocks => LaneBlocks.Of(this);
}
