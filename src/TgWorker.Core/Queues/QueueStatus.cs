namespace TgWorker.Core.Queues;

/// <summary>How many jobs and lanes of a queue are in each state at one moment.</summary>
public sealed record QueueStatus
{
    /// <summary>The queue's bare name.</summary>
    public required string Queue { get; init; }

    /// <summary>Entries on the list, not yet sorted into lanes.</summary>
    public required long Pending { get; init; }

    /// <summary>Entries that Laravel delayed (<c>:delayed</c>) or reserved (<c>:reserved</c>).</summary>
    public required long Delayed { get; init; }

    /// <summary>Unfinished jobs in lanes, running ones included.</summary>
    public required long InLanes { get; init; }

    /// <summary>Lanes with unfinished jobs.</summary>
    public required long Lanes { get; init; }

    /// <summary>Lanes that a worker holds now.</summary>
    public required long Held { get; init; }

    /// <summary>Lanes that wait for a worker, for their next retry, or for the end of their bot's pause.</summary>
    public required long Ready { get; init; }

    /// <summary>Those of <see cref="Ready"/> that wait only for a worker; of <see cref="PausedBots"/>, those whose turn has not come.
    /// </summary>
    public long ReadyNow { get; init; }

    /// <summary>Those of <see cref="Ready"/> that wait for their next retry.</summary>
    public long ReadyLater => Ready - ReadyNow - PausedBots.Sum(static bot => bot.Lanes);

    /// <summary>Lanes that wait for an operator (<c>OnFailure = Hold</c>).</summary>
    public required long Stopped { get; init; }

    /// <summary>Lanes that an operator has paused one by one, including lanes without jobs.</summary>
    public long PausedLanes { get; init; }

    /// <summary>Bots that an operator has paused, and those whose lanes still come back after a pause; at most 900.</summary>
    public IReadOnlyList<PausedBot> PausedBots { get; init; } = [];

    /// <summary>Failed jobs.</summary>
    public required long Failed { get; init; }

    /// <summary>Whether an operator paused the queue.</summary>
    public required bool Paused { get; init; }

    /// <summary>When the entry at the head of the list was pushed, if it says so.</summary>
    public DateTimeOffset? OldestPushedAt { get; init; }

    /// <summary>How long the longest-waiting update has waited, on the list or in a ready lane; null if none waits.</summary>
    public TimeSpan? OldestWait { get; init; }

    /// <summary>
    /// How long the longest-waiting update has waited to be handled: on the list, in a ready lane, or behind a job of its lane that runs or
    /// waits for its next try. Counted from the push, or from as far back as the queue can tell; null if none waits. Looks at some lanes
    /// that are held or ready, not at all lanes.
    /// </summary>
    public TimeSpan? LongestWait { get; init; }

    /// <summary>Jobs that failed within the last hour and have not been retried or deleted.</summary>
    public long FailedLastHour { get; init; }

    /// <summary>The lanes with the most jobs, among those that are held and a few others: a sample, not a search of all lanes.</summary>
    public IReadOnlyList<LaneStatus> Hottest { get; init; } = [];

    /// <summary>The workers, including dead ones until their lanes are taken over.</summary>
    public IReadOnlyList<WorkerStatus> Workers { get; init; } = [];
}
