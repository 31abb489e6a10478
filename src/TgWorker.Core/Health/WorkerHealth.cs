namespace TgWorker.Core.Health;

/// <summary>A worker's health at one moment.</summary>
/// <param name="IsLive">False if only a restart can help: its loops stand still, or every handler has outlived its time limit.</param>
/// <param name="IsReady">Whether the worker takes updates and can write their outcomes. False while Redis is down, when a restart would not
/// help.</param>
/// <param name="Reasons">Why it is not live or ready, or what else is wrong, in words for people; most important first.</param>
/// <param name="Queues">Its queues.</param>
public sealed record WorkerHealth(bool IsLive, bool IsReady, IReadOnlyList<string> Reasons, IReadOnlyList<QueueHealth> Queues);
