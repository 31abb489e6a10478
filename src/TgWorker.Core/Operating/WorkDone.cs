namespace TgWorker.Core.Operating;

/// <summary>How far an operator's command has got.</summary>
/// <param name="Done">How much is done.</param>
/// <param name="Total">How much there was to do at the start; workers and producers continue meanwhile.</param>
public readonly record struct WorkDone(long Done, long Total);
