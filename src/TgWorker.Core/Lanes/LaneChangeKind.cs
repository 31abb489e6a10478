namespace TgWorker.Core.Lanes;

/// <summary>What became of an operator's wish about one job of a lane.</summary>
public enum LaneChangeKind
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>The job is not there any more, or stands elsewhere; nothing was done.</summary>
    Gone,

    /// <summary>
    /// A worker runs it, or may have read it already because it runs the one before; nothing was done. Pause the lane and try again when
    /// that has ended.
    /// </summary>
    Running,

    /// <summary>So much stands before and behind it that to close its gap would hold the queue up; nothing was done.</summary>
    TooDeep,
}
