namespace TgWorker.Core.History;

/// <summary>
/// What came in and went out of late, by bot, for those who look; kept as long and in the same steps as <see cref="IWorkHistory"/>.
/// </summary>
internal interface ITrafficHistory
{
    /// <summary>
    /// Adds counts to what is there of the same minute, ten minutes and hour. One step; when its answer is lost they may be missing.
    /// </summary>
    /// <param name="minute">The minute, by <see cref="HistoryTime.StepOf"/>.</param>
    /// <param name="text">The counts, by <see cref="TrafficText"/>.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <exception cref="Queues.QueueUnavailableException">They were not kept, or the answer was lost.</exception>
    Task AddAsync(long minute, string text, CancellationToken cancellationToken);

    /// <summary>Reads what was counted on one way, by step, the oldest first; those in which nothing was counted too.</summary>
    /// <param name="way">The way, of those that <see cref="TrafficSeries"/> names.</param>
    /// <param name="scale">How long a step is.</param>
    /// <param name="until">A moment in the last of them.</param>
    /// <param name="steps">How many.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task<IReadOnlyList<TrafficStep>> ReadAsync(
        string way, HistoryScale scale, DateTimeOffset until, int steps, CancellationToken cancellationToken);
}
