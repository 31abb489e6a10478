namespace TgWorker.Redis.Connecting.Primaries;

/// <summary>What is known of the primary at a moment.</summary>
/// <param name="Place">Where it is, or was last; null when that was never known.</param>
/// <param name="Trouble">Why it must not be used now; null when it may.</param>
internal sealed record Whereabouts(Place? Place, string? Trouble);
