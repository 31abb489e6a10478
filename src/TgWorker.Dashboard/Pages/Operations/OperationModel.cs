using TgWorker.Core.FailedJobs;
using TgWorker.Dashboard.Acting;

namespace TgWorker.Dashboard.Pages.Operations;

/// <summary>An operation.</summary>
internal sealed record OperationModel(
    int Id, BulkKind Kind, string Queue, string Who, BulkState State, DateTimeOffset BegunAt, DateTimeOffset? EndedAt)
{
    public required FailedJobFilter Filter { get; init; }

    public required long Seen { get; init; }

    public required long Done { get; init; }

    public required long Total { get; init; }

    public required long FailedBefore { get; init; }

    public required long? FailedAfter { get; init; }

    public required string? Problem { get; init; }

    public required IReadOnlyList<FailedJobGroup> Groups { get; init; }

    public static OperationModel Of(BulkOperation operation) => new(
        operation.Id, operation.Kind, operation.Queue, operation.Who, operation.State, operation.BegunAt, operation.EndedAt)
    {
        Filter = operation.Filter,
        Seen = operation.Seen,
        Done = operation.Done,
        Total = operation.Total,
        FailedBefore = operation.Before,
        FailedAfter = operation.After,
        Problem = operation.Problem,
        Groups = operation.Groups,
    };
}
