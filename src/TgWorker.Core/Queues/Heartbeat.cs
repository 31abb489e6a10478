namespace TgWorker.Core.Queues;

/// <summary>What a renewal of the lease brought back.</summary>
/// <param name="Paused">Whether an operator paused the queue: running jobs end, nothing new is claimed.</param>
/// <param name="RestartRequested">Whether an operator asked, since this incarnation joined, for workers to exit and be started
/// again.</param>
/// <param name="Recovered">How many lanes of dead workers this renewal set free.</param>
/// <param name="Lapsed">The workers whose lease this renewal found lapsed; null is none.</param>
public readonly record struct Heartbeat(bool Paused, bool RestartRequested, int Recovered, IReadOnlyList<string>? Lapsed = null);
