namespace TgWorker.Core.Lanes;

/// <summary>The lanes in one of the states that an operator asks for.</summary>
public enum LaneGroup
{
    /// <summary>Lanes whose head could run if a worker took it; the one that has been ready longest comes first.</summary>
    Ready,

    /// <summary>Lanes whose head waits for its next try; the one that is due first comes first.</summary>
    Waiting,

    /// <summary>Lanes whose head a worker runs; in no order.</summary>
    Held,

    /// <summary>Lanes that are stopped for a failed job; in no order.</summary>
    Stopped,
}
