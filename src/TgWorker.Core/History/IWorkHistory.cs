namespace TgWorker.Core.History;

/// <summary>
/// What was done of late, for those who look at a queue; never read by workers. Bounded: steps are forgotten after three days, of a chat
/// the last <see cref="MostOutcomes"/> tries are kept, of the chats those that were busy last.
/// </summary>
public interface IWorkHistory
{
    /// <summary>The most tries that are kept of one lane.</summary>
    const int MostOutcomes = 25;

    /// <summary>The most lanes of which any are kept.</summary>
    const int MostLanes = 5_000;

    /// <summary>
    /// Adds what a worker did to what is there of the same minute, ten minutes and hour. One step; when its answer is lost it may be
    /// missing.
    /// </summary>
    /// <exception cref="Queues.QueueUnavailableException">It was not kept, or the answer was lost.</exception>
    Task AddAsync(WorkRecord record, CancellationToken cancellationToken);

    /// <summary>Reads steps, the oldest first; those in which nothing happened too.</summary>
    /// <param name="scale">How long a step is.</param>
    /// <param name="until">A moment in the last of them.</param>
    /// <param name="steps">How many.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task<IReadOnlyList<HistoryStep>> ReadAsync(HistoryScale scale, DateTimeOffset until, int steps, CancellationToken cancellationToken);

    /// <summary>Reads steps with one series alone, where it is among them; by default with all.</summary>
    internal Task<IReadOnlyList<HistoryStep>> ReadAsync(
        string series, HistoryScale scale, DateTimeOffset until, int steps, CancellationToken cancellationToken) =>
        ReadAsync(scale, until, steps, cancellationToken);

    /// <summary>Reads the last tries of a lane's updates, the newest first.</summary>
    Task<IReadOnlyList<LaneOutcome>> ReadAsync(string lane, CancellationToken cancellationToken);
}
