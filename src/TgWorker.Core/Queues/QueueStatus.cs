namespace TgWorker.Core.Queues;

/// <summary>What stands where in a queue at one moment.</summary>
public sealed record QueueStatus
{
    /// <summary>The queue's bare name.</summary>
    public required string Queue { get; init; }

    /// <summary>Entries on the list, not yet sorted into lanes.</summary>
    public required long Pending { get; init; }

    /// <summary>Entries that Laravel put off (<c>:delayed</c>) or reserved (<c>:reserved</c>).</summary>
    public required long Delayed { get; init; }

    /// <summary>Unfinished jobs in lanes, running ones included.</summary>
    public required long InLanes { get; init; }

    /// <summary>Lanes with unfinished jobs.</summary>
    public required long Lanes { get; init; }

    /// <summary>Lanes that a worker holds now.</summary>
    public required long Held { get; init; }

    /// <summary>Lanes that wait for a worker or for their next retry.</summary>
    public required long Ready { get; init; }

    /// <summary>Those of <see cref="Ready"/> that wait for a worker alone: the others wait for their next retry.</summary>
    public long ReadyNow { get; init; }

    /// <summary>Lanes that wait for an operator (<c>OnFailure = Hold</c>).</summary>
    public required long Stopped { get; init; }

    /// <summary>Lanes that an operator has paused, one by one; those without jobs too.</summary>
    public long PausedLanes { get; init; }

    /// <summary>Failed jobs.</summary>
    public required long Failed { get; init; }

    /// <summary>Whether an operator paused the queue.</summary>
    public required bool Paused { get; init; }

    /// <summary>When the entry at the head of the list was pushed, where it says so.</summary>
    public DateTimeOffset? OldestPushedAt { get; init; }

    /// <summary>
    /// How long the update has waited that has waited longest, on the list or in a lane that is ready; null where none waits.
    /// </summary>
    public TimeSpan? OldestWait { get; init; }

    /// <summary>
    /// How long the update has been there that has waited longest to be handled: on the list, in a lane that is ready, or behind a job of
    /// its lane that runs or waits for its next try. Counted from when it was pushed, else as far as the queue can tell; null where none
    /// waits. A look at some lanes: those that are held or ready, not a search of all.
    /// </summary>
    public TimeSpan? LongestWait { get; init; }

    /// <summary>Jobs that failed within the last hour and were neither retried nor deleted since.</summary>
    public long FailedLastHour { get; init; }

    /// <summary>Lanes with the most jobs, among those that are held and a few others: a look at some, not a search of all.</summary>
    public IReadOnlyList<LaneStatus> Hottest { get; init; } = [];

    /// <summary>The workers, the dead included until their lanes are taken over.</summary>
    public IReadOnlyList<WorkerStatus> Workers { get; init; } = [];
}
