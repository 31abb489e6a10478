namespace TgWorker.Core.Copying;

/// <summary>What concerns a whole queue that is copied.</summary>
/// <param name="IsPaused">Whether an operator has it paused.</param>
/// <param name="Fence">The fencing token that was handed out last: later ones are larger.</param>
/// <param name="OrderedBy">What its lanes are ordered by; null when no worker was ever there.</param>
internal readonly record struct CopiedQueue(bool IsPaused, long Fence, string? OrderedBy);
