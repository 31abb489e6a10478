namespace TgWorker.Core.Lanes;

/// <summary>Why the next job of a lane does not start now.</summary>
public enum LaneBlockKind
{
    /// <summary>A worker runs the head; the jobs behind it wait for its end.</summary>
    Running,

    /// <summary>The worker that ran the head has lost its lease; another will take over the lane in a moment.</summary>
    WorkerLost,

    /// <summary>The lane is stopped for a failed job that an operator must retry or forget.</summary>
    Stopped,

    /// <summary>An operator has paused the lane.</summary>
    Paused,

    /// <summary>An operator has paused the whole queue.</summary>
    QueuePaused,

    /// <summary>The head waits for its next try.</summary>
    Waiting,

    /// <summary>There is no worker on the queue.</summary>
    NoWorker,

    /// <summary>All workers are busy, or one is about to take the lane.</summary>
    NoSlot,

    /// <summary>No worker holds the lane, and none will be granted it: something outside has damaged the queue.</summary>
    Stranded,

    /// <summary>An operator has paused the lane's bot.</summary>
    BotPaused,
}
