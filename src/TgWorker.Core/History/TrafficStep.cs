namespace TgWorker.Core.History;

/// <summary>What was counted in one step of time.</summary>
/// <param name="At">When it began.</param>
/// <param name="Counts">The counts.</param>
internal sealed record TrafficStep(DateTimeOffset At, IReadOnlyDictionary<TrafficSeries, long> Counts);
