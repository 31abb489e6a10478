namespace TgWorker.TestSupport.QueueConformance;

/// <summary>The settings of a queue that its promises depend on.</summary>
public sealed record QueueSettings
{
    /// <summary>How long a worker's lease lasts without renewal.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether an update that was seen before is finished unrun.</summary>
    public bool Deduplicate { get; init; } = true;
}
