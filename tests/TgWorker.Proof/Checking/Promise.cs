namespace TgWorker.Proof.Checking;

/// <summary>What the checker looks for.</summary>
public enum Promise
{
    /// <summary>Every update that was pushed is handled, failed or still queued.</summary>
    NothingLost,

    /// <summary>Nothing is handled that was not pushed.</summary>
    NothingInvented,

    /// <summary>
    /// The updates of a lane start for the first time in the order in which they were pushed, and none runs again once a later one has
    /// started.
    /// </summary>
    InOrder,

    /// <summary>An update starts only when those before it in its lane have ended: handled, or given up.</summary>
    PredecessorFinished,

    /// <summary>No two runs of a lane overlap.</summary>
    OneAtATime,

    /// <summary>The fencing token grows with every delivery of a lane.</summary>
    FencesGrow,

    /// <summary>A lane goes on within the lease and a second of the death of the process that ran it.</summary>
    ResumesInTime,
}
