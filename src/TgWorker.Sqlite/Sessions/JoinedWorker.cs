namespace TgWorker.Sqlite.Sessions;

/// <summary>A worker that has joined.</summary>
/// <param name="Worker">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Lease">How long its lease lasts.</param>
/// <param name="Restarts">How often operators had asked for a restart by then.</param>
internal sealed record JoinedWorker(long Worker, string Name, TimeSpan Lease, long Restarts);
