namespace TgWorker.Core.Lanes;

/// <summary>What became of an operator's wish about one job of a lane.</summary>
/// <param name="Kind">What.</param>
/// <param name="FailedJob">The id of the failed job that a skipped head has become.</param>
public sealed record LaneChange(LaneChangeKind Kind, string? FailedJob = null);
