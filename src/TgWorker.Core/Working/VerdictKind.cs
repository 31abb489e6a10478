namespace TgWorker.Core.Working;

/// <summary>The closed set of ways a delivery ends.</summary>
internal enum VerdictKind
{
    /// <summary>The head stays and its lane waits. The first member on purpose: a verdict nobody gave loses nothing.</summary>
    Park,

    /// <summary>The head leaves its lane, done.</summary>
    Finish,

    /// <summary>The head leaves its lane for the failed jobs.</summary>
    Fail,

    /// <summary>Nothing is written: the lane is no longer ours.</summary>
    Abandon,
}
