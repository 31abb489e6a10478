namespace TgWorker.Core.Lanes;

/// <summary>The result of an operator's change to one job of a lane.</summary>
/// <param name="Kind">The result.</param>
/// <param name="FailedJob">The id of the failed job that a skipped head became.</param>
public sealed record LaneChange(LaneChangeKind Kind, string? FailedJob = null);
