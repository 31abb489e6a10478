namespace TgWorker.Core.Lanes;

/// <summary>A lane that an operator has paused.</summary>
/// <param name="Lane">The lane's key.</param>
/// <param name="Since">Since when it is paused.</param>
public sealed record PausedLane(string Lane, DateTimeOffset Since);
