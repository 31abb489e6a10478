namespace TgWorker.Core.Operating;

/// <summary>How far an operator's command is.</summary>
/// <param name="Done">What is done.</param>
/// <param name="Total">What there was to do at the start; workers and producers go on meanwhile.</param>
public readonly record struct WorkDone(long Done, long Total);
