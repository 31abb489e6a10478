namespace TgWorker.Core.Queues;

/// <summary>What a renewal of the lease returned.</summary>
/// <param name="Paused">Whether an operator paused the queue: running jobs finish, and nothing new is claimed.</param>
/// <param name="RestartRequested">Whether an operator, since this incarnation joined, asked the workers to exit and be started
/// again.</param>
/// <param name="Recovered">How many lanes of dead workers this renewal freed.</param>
/// <param name="Lapsed">The workers whose lease this renewal found expired; null if there are none.</param>
/// <param name="Cancelled">The runs of this worker that an operator wants ended, at every renewal until they have ended; null if there are
/// none.</param>
public readonly record struct Heartbeat(
    bool Paused, bool RestartRequested, int Recovered, IReadOnlyList<string>? Lapsed = null,
    IReadOnlyList<CancelledRun>? Cancelled = null);
