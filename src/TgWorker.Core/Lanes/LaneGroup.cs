namespace TgWorker.Core.Lanes;

/// <summary>Lanes in one of the states that an operator asks for.</summary>
public enum LaneGroup
{
    /// <summary>Their head could run if only a worker took it; the one that has been ready for longest comes first.</summary>
    Ready,

    /// <summary>Their head waits for its next try; the one that is due first comes first.</summary>
    Waiting,

    /// <summary>A worker runs their head; in no order.</summary>
    Held,

    /// <summary>They are stopped for a failed job; in no order.</summary>
    Stopped,
}
