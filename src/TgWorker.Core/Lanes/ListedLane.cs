namespace TgWorker.Core.Lanes;

/// <summary>A lane in a list.</summary>
/// <param name="Lane">The lane's key.</param>
/// <param name="Time">How long it has been ready, or the time until its head is due; null if not known.</param>
/// <param name="StoppedFor">The failed job for which it is stopped.</param>
public sealed record ListedLane(string Lane, TimeSpan? Time = null, string? StoppedFor = null);
