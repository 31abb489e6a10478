namespace TgWorker.Core.History;

/// <summary>One try of an update of a lane, as its worker saw it.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="EndedAt">When it ended, by the worker's clock.</param>
/// <param name="Run">How long it took.</param>
/// <param name="End">How it ended.</param>
public readonly record struct LaneOutcome(string Lane, DateTimeOffset EndedAt, TimeSpan Run, WorkEnd End)
{
    /// <summary>Which try it was; the first is 1.</summary>
    public int Attempt { get; init; }

    /// <summary>The fencing token; a lane's updates were handled in the order of their tokens.</summary>
    public long Fence { get; init; }

    /// <summary>How often a worker lost its lease, or died, while it held the update. Above 0, this try was a take-over.</summary>
    public int Lapses { get; init; }

    /// <summary>Telegram's <c>update_id</c>.</summary>
    public long? UpdateId { get; init; }

    /// <summary>The worker incarnation.</summary>
    public string Worker { get; init; } = "";

    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt => EndedAt - Run;
}
