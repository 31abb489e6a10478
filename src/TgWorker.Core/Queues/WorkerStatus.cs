namespace TgWorker.Core.Queues;

/// <summary>One worker incarnation, as the queue sees it.</summary>
/// <param name="Incarnation">The incarnation's name.</param>
/// <param name="Lanes">The lanes it holds.</param>
/// <param name="LeaseLeft">What is left of its lease; negative when it lapsed.</param>
public sealed record WorkerStatus(string Incarnation, long Lanes, TimeSpan LeaseLeft)
{
    /// <summary>What it says about itself; null where it has not yet, or cannot.</summary>
    public ReplicaInfo? Replica { get; init; }

    /// <summary>How long ago it renewed its lease; null where that is not known.</summary>
    public TimeSpan? SinceBeat => Replica is { } replica ? replica.Lease - LeaseLeft : null;
}
