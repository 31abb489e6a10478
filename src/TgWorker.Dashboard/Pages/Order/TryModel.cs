using TgWorker.Core.History;

namespace TgWorker.Dashboard.Pages.Order;

/// <summary>One try of a chat's update.</summary>
internal sealed record TryModel
{
    public required long? UpdateId { get; init; }

    public required int Attempt { get; init; }

    public required string Worker { get; init; }

    /// <summary>The fencing token.</summary>
    public required long Fence { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset EndedAt { get; init; }

    public required TimeSpan Run { get; init; }

    public required WorkEnd End { get; init; }

    /// <summary>Whether another worker had held the update and lost its lease, or died.</summary>
    public required bool IsTakeOver { get; init; }

    /// <summary>By how much it began before the one before it had ended, by the workers' clocks; null where it did not.</summary>
    public TimeSpan? Overlap { get; init; }
}
