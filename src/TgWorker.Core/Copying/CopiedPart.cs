using TgWorker.Core.FailedJobs;

namespace TgWorker.Core.Copying;

/// <summary>A part of a queue that is copied, small enough for one step. Parts may come in any order, but for the list's.</summary>
internal sealed record CopiedPart
{
    /// <summary>Jobs that are in lanes.</summary>
    public IReadOnlyList<CopiedJob> Jobs { get; init; } = [];

    /// <summary>Lanes that have jobs, or are stopped or paused.</summary>
    public IReadOnlyList<CopiedLane> Lanes { get; init; } = [];

    /// <summary>Entries that no worker has sorted yet, in order; the parts' one after the other.</summary>
    public IReadOnlyList<byte[]> Entries { get; init; } = [];

    /// <summary>Failed jobs.</summary>
    public IReadOnlyList<FailedJob> Failed { get; init; } = [];

    /// <summary>Timers that are pending.</summary>
    public IReadOnlyList<CopiedTimer> Timers { get; init; } = [];

    /// <summary>What is remembered for lanes and noted of jobs.</summary>
    public IReadOnlyList<CopiedMemory> Memories { get; init; } = [];

    /// <summary>The marks of effects that were begun.</summary>
    public IReadOnlyList<CopiedMark> Marks { get; init; } = [];

    /// <summary>Which updates were seen.</summary>
    public IReadOnlyList<CopiedSeen> Seen { get; init; } = [];
}
