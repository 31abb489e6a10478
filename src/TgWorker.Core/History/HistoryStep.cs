namespace TgWorker.Core.History;

/// <summary>What happened in one step of the history.</summary>
/// <param name="At">When the step began.</param>
/// <param name="Series">The figures of each kind of update, such as <c>message</c>, and, if handlers have routes, of each route of a kind:
/// <c>message /start</c>.</param>
public sealed record HistoryStep(DateTimeOffset At, IReadOnlyDictionary<string, WorkFigures> Series);
