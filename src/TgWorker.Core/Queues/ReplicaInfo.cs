namespace TgWorker.Core.Queues;

/// <summary>What a worker reports about itself, every two seconds.</summary>
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

    /// <summary>How long its lease lasts unless it is renewed.</summary>
    public required TimeSpan Lease { get; init; }

    /// <summary>The worker's load.</summary>
    public required WorkerLoad Load { get; init; }

    /// <summary>Jobs finished per second, recently.</summary>
    public required double FinishedPerSecond { get; init; }
}
