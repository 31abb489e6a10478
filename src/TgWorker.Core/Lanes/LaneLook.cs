namespace TgWorker.Core.Lanes;

/// <summary>One lane at a moment.</summary>
public sealed record LaneLook
{
    /// <summary>The lane's key, such as <c>main:5123456789</c>.</summary>
    public required string Lane { get; init; }

    /// <summary>Its unfinished jobs, the one that runs included.</summary>
    public required long Jobs { get; init; }

    /// <summary>The worker that runs its head; null when nobody does.</summary>
    public LaneHolder? Holder { get; init; }

    /// <summary>Whether it is among those that workers are to be granted, now or when its head is due.</summary>
    public bool IsReady { get; init; }

    /// <summary>In how long its head may run; null where that is now, or does not depend on time.</summary>
    public TimeSpan? DueIn { get; init; }

    /// <summary>For how long its head could have run, if only a worker took it; null where that is not known.</summary>
    public TimeSpan? ReadyFor { get; init; }

    /// <summary>How often a worker lost its lease, or died, while it held the head.</summary>
    public int Lapses { get; init; }

    /// <summary>How many tries of the head have failed.</summary>
    public int Failures { get; init; }

    /// <summary>The failed job for which it is stopped; null when it is not.</summary>
    public string? StoppedFor { get; init; }

    /// <summary>Since when an operator has it paused; null when it is not.</summary>
    public DateTimeOffset? PausedSince { get; init; }

    /// <summary>Whether the whole queue is paused.</summary>
    public bool QueuePaused { get; init; }

    /// <summary>The workers on the queue whose lease holds.</summary>
    public int Workers { get; init; }

    /// <summary>What holds its next job up, the most important thing first; empty where nothing waits.</summary>
    public IReadOnlyList<LaneBlock> Blocks => LaneBlocks.Of(this);
}
