namespace TgWorker.Core.Lanes;

/// <summary>Why the next job of a lane does not start now.</summary>
public enum LaneBlockKind
{
    /// <summary>The head runs at a worker; those behind it wait for its end.</summary>
    Running,

    /// <summary>The worker that ran the head has lost its lease; another takes the lane over in a moment.</summary>
    WorkerLost,

    /// <summary>It is stopped for a failed job that an operator must retry or forget.</summary>
    Stopped,

    /// <summary>An operator has paused the lane.</summary>
    Paused,

    /// <summary>An operator has paused the whole queue.</summary>
    QueuePaused,

    /// <summary>The head waits for its next try.</summary>
    Waiting,

    /// <summary>No worker is on the queue.</summary>
    NoWorker,

    /// <summary>All workers are busy, or one is about to take it.</summary>
    NoSlot,

    /// <summary>No worker holds it and none is to be granted it: something outside has damaged the queue.</summary>
    Stranded,
}
