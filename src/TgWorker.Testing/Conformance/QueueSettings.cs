using TgWorker.Core.Jobs;

namespace TgWorker.Testing.Conformance;

/// <summary>The settings of a queue that its promises depend on.</summary>
public sealed record QueueSettings
{
    /// <summary>What the queue reads its entries with. Default a <see cref="ConformanceJobReader"/>.</summary>
    public IJobReader Reader { get; init; } = new ConformanceJobReader();

    /// <summary>How long a worker's lease lasts without renewal. Default 5 min.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether an update that was seen before is finished unrun. Default true.</summary>
    public bool Deduplicate { get; init; } = true;
}
