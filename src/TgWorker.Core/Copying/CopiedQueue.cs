namespace TgWorker.Core.Copying;

/// <summary>What concerns a whole queue that is copied.</summary>
/// <param name="IsPaused">Whether an operator has it paused.</param>
/// <param name="Fence">The fencing token that was handed out last: later ones are larger.</param>
/// <param name="OrderedBy">What its lanes are ordered by; null when no worker was ever there.</param>
internal readonly record struct CopiedQueue(bool IsPaused, long Fence, string? OrderedBy)
{
    /// <summary>The bots that an operator has paused, by their names as lanes carry them, and since when.</summary>
    public IReadOnlyList<(string Bot, DateTimeOffset Since)> PausedBots { get; init; } = [];
}
