namespace TgWorker.Core.History;

/// <summary>
/// What was recently done, for those who look at a queue; workers never read it. It is bounded: steps are kept for three days, the last
/// <see cref="MostOutcomes"/> tries of a chat, and only the chats that were busy last.
/// </summary>
public interface IWorkHistory
{
    /// <summary>The largest number of tries that are kept for one lane.</summary>
    const int MostOutcomes = 25;

    /// <summary>The largest number of lanes whose tries are kept.</summary>
    const int MostLanes = 5_000;

    /// <summary>
    /// Adds what a worker did to the figures of the same minute, ten minutes and hour, in one step. If its answer is lost, it may be
    /// missing.
    /// </summary>
    /// <exception cref="Queues.QueueUnavailableException">The figures were not stored, or the answer was lost.</exception>
    Task AddAsync(WorkRecord record, CancellationToken cancellationToken);

    /// <summary>Reads steps, oldest first, including empty ones.</summary>
    /// <param name="scale">How long a step is.</param>
    /// <param name="until">A moment in the last of them.</param>
    /// <param name="steps">How many steps.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task<IReadOnlyList<HistoryStep>> ReadAsync(HistoryScale scale, DateTimeOffset until, int steps, CancellationToken cancellationToken);

    /// <summary>Reads steps with one series alone, if they have it; by default with all.</summary>
    internal Task<IReadOnlyList<HistoryStep>> ReadAsync(
        string series, HistoryScale scale, DateTimeOffset until, int steps, CancellationToken cancellationToken) =>
        ReadAsync(scale, until, steps, cancellationToken);

    /// <summary>Reads the last tries of a lane's updates, newest first.</summary>
    Task<IReadOnlyList<LaneOutcome>> ReadAsync(string lane, CancellationToken cancellationToken);
}
