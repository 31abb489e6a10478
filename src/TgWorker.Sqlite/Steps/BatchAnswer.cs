namespace TgWorker.Sqlite.Steps;

/// <summary>What became of a batch of a poller's.</summary>
/// <param name="IsHolders">Whether the right is the caller's. If not, nothing was appended.</param>
/// <param name="Refused">Why there is no room for it; null when it is on the list.</param>
internal readonly record struct BatchAnswer(bool IsHolders, string? Refused = null);
