namespace TgWorker.Core.Queues;

/// <summary>One worker incarnation, as the queue sees it.</summary>
/// <param name="Incarnation">The incarnation's name.</param>
/// <param name="Lanes">The lanes it holds.</param>
/// <param name="LeaseLeft">How much of its lease is left; negative if it has expired.</param>
public sealed record WorkerStatus(string Incarnation, long Lanes, TimeSpan LeaseLeft)
{
    /// <summary>What the worker reports about itself; null if it has not reported yet, or cannot.</summary>
    public ReplicaInfo? Replica { get; init; }

    /// <summary>How long ago it renewed its lease; null if not known.</summary>
    public TimeSpan? SinceBeat => Replica is { } replica ? replica.Lease - LeaseLeft : null;
}
