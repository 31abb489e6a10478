namespace TgWorker.Core.Broadcasts;

/// <summary>A broadcast as the queue keeps it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Plan">What is sent and when, as whoever started it wrote it.</param>
/// <param name="State">Where it stands.</param>
internal sealed record StoredBroadcast(string Id, ReadOnlyMemory<byte> Plan, BroadcastState State)
{
    public DateTimeOffset Created { get; init; }

    /// <summary>When it came to its state.</summary>
    public DateTimeOffset Changed { get; init; }

    /// <summary>Why it is in its state, where a worker brought it there; empty otherwise.</summary>
    public string Reason { get; init; } = "";

    /// <summary>How many the audience has.</summary>
    public long Total { get; init; }

    /// <summary>How many of them have, or had, a message in their lane.</summary>
    public long Cursor { get; init; }

    public long Sent { get; init; }

    public long Gone { get; init; }

    public long Failed { get; init; }

    public long Skipped { get; init; }

    public BroadcastPace Pace { get; init; }

    /// <summary>How many messages are in lanes now, or being sent.</summary>
    public long InLanes => Math.Max(0, Cursor - Sent - Gone - Failed - Skipped);

    /// <summary>How many have not been served.</summary>
    public long Left => Math.Max(0, Total - Sent - Gone - Failed - Skipped);
}
