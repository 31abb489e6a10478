namespace TgWorker.Redis.Leasing;

/// <summary>What a renewal of the lease brought back.</summary>
/// <param name="Paused">Whether an operator paused the queue.</param>
/// <param name="RestartRequested">Whether an operator asked for a restart since this worker joined.</param>
/// <param name="NextReady">The milliseconds until the next ready lane is due; negative when there is none.</param>
/// <param name="Lapsed">The workers whose lease was found lapsed.</param>
/// <param name="Recovered">How many of their lanes were set free.</param>
internal readonly record struct Renewal(bool Paused, bool RestartRequested, long NextReady, string[] Lapsed, int Recovered);
