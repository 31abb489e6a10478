namespace TgWorker.Core.Lanes;

/// <summary>The result of an operator's change to one job of a lane.</summary>
public enum LaneChangeKind
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>The job is gone or is elsewhere; nothing was done.</summary>
    Gone,

    /// <summary>
    /// A worker runs the job, or may have read it already because it runs the one before; nothing was done. Pause the lane, and try again
    /// when the running job has ended.
    /// </summary>
    Running,

    /// <summary>So much is before and behind the job that closing its gap would hold up the queue; nothing was done.</summary>
    TooDeep,

    /// <summary>No worker runs the job; nothing was done.</summary>
    NotRunning,
}
