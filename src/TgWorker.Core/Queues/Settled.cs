namespace TgWorker.Core.Queues;

/// <summary>The queue's answer to a delivery's outcome.</summary>
/// <param name="Accepted">False if this worker no longer held the lane: the outcome was not written.</param>
/// <param name="Next">The lane's next job, granted to this worker, if there is one and it was asked for.</param>
public readonly record struct Settled(bool Accepted, Delivery? Next);
