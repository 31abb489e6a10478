namespace TgWorker.Queues;

/// <summary>One worker incarnation, as the queue sees it.</summary>
/// <param name="Incarnation">The incarnation's name.</param>
/// <param name="Lanes">The lanes it holds.</param>
/// <param name="LeaseLeft">What is left of its lease; negative when it lapsed.</param>
public sealed record WorkerStatus(string Incarnation, long Lanes, TimeSpan LeaseLeft);
