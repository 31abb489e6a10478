namespace TgWorker.Core.Retrying;

/// <summary>The closed set of things that can become of a delivery after a try.</summary>
internal enum VerdictKind
{
    /// <summary>The head stays and its lane waits in the queue. The first member on purpose: a verdict nobody gave loses nothing.</summary>
    Park,

    /// <summary>The job stays with this worker and is tried again after the delay; no end of the delivery.</summary>
    Rest,

    /// <summary>The head leaves its lane, done.</summary>
    Finish,

    /// <summary>The head leaves its lane for the failed jobs.</summary>
    Fail,

    /// <summary>Nothing is written: the lane is no longer ours.</summary>
    Abandon,
}
