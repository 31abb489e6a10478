namespace TgWorker.Core.History;

/// <summary>What a worker did in part of a minute.</summary>
/// <param name="Minute">The minute, by <see cref="HistoryTime.StepOf"/>.</param>
/// <param name="Text">Its figures, by <see cref="HistoryText"/>.</param>
/// <param name="Outcomes">What became of single updates; the first ones if there are many.</param>
public sealed record WorkRecord(long Minute, string Text, IReadOnlyList<LaneOutcome> Outcomes)
{
    /// <summary>The step that the minute is in.</summary>
    internal long Step(HistoryScale scale) => Minute / HistoryTime.Minutes(scale);
}
