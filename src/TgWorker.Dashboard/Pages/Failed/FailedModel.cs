namespace TgWorker.Dashboard.Pages.Failed;

/// <summary>Failed jobs: in groups, and one by one.</summary>
internal sealed record FailedModel
{
    /// <summary>The queue.</summary>
    public required string Queue { get; init; }

    /// <summary>The queues there are.</summary>
    public required IReadOnlyList<string> Queues { get; init; }

    /// <summary>All failed jobs of the queue.</summary>
    public required long Total { get; init; }

    /// <summary>How many of them were looked at, the newest first.</summary>
    public required long Looked { get; init; }

    /// <summary>Whether there are older ones that were not looked at.</summary>
    public required bool IsPart { get; init; }

    /// <summary>Those among them that match.</summary>
    public required long Meant { get; init; }

    /// <summary>What is wrong with the filter.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>The groups of those that match, the largest first.</summary>
    public required IReadOnlyList<FailedGroupRow> Groups { get; init; }

    /// <summary>One page of those that match.</summary>
    public required IReadOnlyList<FailedRow> Jobs { get; init; }

    /// <summary>Where the next page begins (<c>?from=</c>); null at the end.</summary>
    public required string? Next { get; init; }
}
