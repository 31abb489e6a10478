namespace TgWorker.Sqlite.Steps;

/// <summary>What a worker says it runs: the head of a lane under a token.</summary>
/// <param name="Worker">The worker's number.</param>
/// <param name="Lane">The lane's number.</param>
/// <param name="Key">The lane's key.</param>
/// <param name="Fence">The token.</param>
internal readonly record struct HeldHead(long Worker, long Lane, string Key, long Fence);
