using TgWorker.Core.Jobs;

namespace TgWorker.Sqlite.Steps;

/// <summary>The head of a lane, given to a worker.</summary>
/// <param name="Lane">The lane's number.</param>
/// <param name="Key">The lane's key.</param>
/// <param name="Fence">The token.</param>
/// <param name="Payload">The entry.</param>
/// <param name="Job">What it says, where it was read already.</param>
/// <param name="Lapses">How often a worker died of it.</param>
/// <param name="Failures">How many tries of it failed.</param>
internal readonly record struct Grant(
    long Lane, string Key, long Fence, ReadOnlyMemory<byte> Payload, Job? Job = null, int Lapses = 0, int Failures = 0);
