namespace TgWorker.Core.Queues;

/// <summary>What a worker says about itself, every other second.</summary>
public sealed record ReplicaInfo
{
    /// <summary>The machine's name.</summary>
    public required string Host { get; init; }

    /// <summary>The process's id on that machine.</summary>
    public required int ProcessId { get; init; }

    /// <summary>The worker's version.</summary>
    public required string Version { get; init; }

    /// <summary>When it joined the queue.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long its lease lasts without a renewal.</summary>
    public required TimeSpan Lease { get; init; }

    /// <summary>What it has to do.</summary>
    public required WorkerLoad Load { get; init; }

    /// <summary>Jobs finished per second, of late.</summary>
    public required double FinishedPerSecond { get; init; }
}
