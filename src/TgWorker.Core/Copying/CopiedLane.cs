namespace TgWorker.Core.Copying;

/// <summary>A lane that nobody holds.</summary>
/// <param name="Lane">Its key.</param>
/// <param name="Jobs">How many jobs it has.</param>
internal sealed record CopiedLane(string Lane, long Jobs)
{
    /// <summary>When its head may run; the beginning of unix time for before all others.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>How often a worker died of its head.</summary>
    public long Lapses { get; init; }

    /// <summary>How many tries of its head failed.</summary>
    public long Failures { get; init; }

    /// <summary>The failed job for which it is stopped; null when it is not.</summary>
    public string? StoppedFor { get; init; }

    /// <summary>Since when an operator has it paused; null when it is not.</summary>
    public DateTimeOffset? PausedSince { get; init; }
}
