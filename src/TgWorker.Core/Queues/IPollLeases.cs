namespace TgWorker.Core.Queues;

/// <summary>
/// The right to ask Telegram for a bot's updates. One process at a time has it. It is kept with the queue, by the queue's own clock. Its
/// token refuses what an earlier holder still pushes.
/// </summary>
public interface IPollLeases
{
    /// <summary>Takes the rights that are free or expired, and extends those that the holder has, all in one step.</summary>
    /// <param name="holder">The process, by a name that is never reused.</param>
    /// <param name="bots">The bots, by the ids in their tokens.</param>
    /// <param name="length">How long a right lasts unless it is extended.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <returns>The right for each bot, in order; null where another process has it.</returns>
    /// <exception cref="QueueUnavailableException">The queue cannot be asked now.</exception>
    Task<IReadOnlyList<PollLease?>> HoldAsync(
        string holder, IReadOnlyList<string> bots, TimeSpan length, CancellationToken cancellationToken);

    /// <summary>Returns the holder's rights, so that another process may take them at once.</summary>
    /// <exception cref="QueueUnavailableException">The queue cannot be asked now.</exception>
    Task ReleaseAsync(string holder, IReadOnlyList<string> bots, CancellationToken cancellationToken);

    /// <summary>
    /// Appends a batch at the tail, in order, all of it or nothing, if the caller still has the right; this is checked in the same step. A
    /// batch whose answer was lost may be pushed again under its number; it is appended once.
    /// </summary>
    /// <returns>False if another process now has the right: nothing was appended.</returns>
    /// <exception cref="QueueUnavailableException">The queue did not accept the batch, or its answer was lost.</exception>
    Task<bool> PushAsync(PollLease lease, PollBatch batch, CancellationToken cancellationToken);
}
