namespace TgWorker.Core.Health;

/// <summary>How a worker fares at one moment.</summary>
/// <param name="IsLive">False when only a restart can help: its loops stand still, or every handler has outlived its time limit.</param>
/// <param name="IsReady">Whether it takes updates and can write what becomes of them. False while Redis is away: a restart would not
/// help.</param>
/// <param name="Reasons">Why it is not, or what else is wrong, for a person; what matters most comes first.</param>
/// <param name="Queues">Its queues.</param>
public sealed record WorkerHealth(bool IsLive, bool IsReady, IReadOnlyList<string> Reasons, IReadOnlyList<QueueHealth> Queues);
