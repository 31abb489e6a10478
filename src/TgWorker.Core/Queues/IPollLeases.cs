namespace TgWorker.Core.Queues;

/// <summary>
/// The right to ask Telegram for a bot's updates: one process of all has it at a time. Kept with the queue, by the queue's own clock. The
/// token that comes with it refuses what an earlier holder still pushes.
/// </summary>
public interface IPollLeases
{
    /// <summary>Takes the rights that are free or lapsed, and extends those that the holder has. One step for all.</summary>
    /// <param name="holder">The process, by a name that is never used twice.</param>
    /// <param name="bots">The bots, by the ids in their tokens.</param>
    /// <param name="length">How long a right lasts without being extended.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <returns>For each bot, in order, the right; null where another has it.</returns>
    /// <exception cref="QueueUnavailableException">The queue cannot be asked now.</exception>
    Task<IReadOnlyList<PollLease?>> HoldAsync(
        string holder, IReadOnlyList<string> bots, TimeSpan length, CancellationToken cancellationToken);

    /// <summary>Gives the holder's rights back: another may have them at once.</summary>
    /// <exception cref="QueueUnavailableException">The queue cannot be asked now.</exception>
    Task ReleaseAsync(string holder, IReadOnlyList<string> bots, CancellationToken cancellationToken);

    /// <summary>
    /// Appends a batch at the tail, in order, all of it or nothing, if the right is still the caller's: looked at in the same step. A batch
    /// whose answer was lost may be pushed again under its number; it is appended once.
    /// </summary>
    /// <returns>False when another has the right by now: nothing was appended.</returns>
    /// <exception cref="QueueUnavailableException">The queue did not take it, or its answer was lost.</exception>
    Task<bool> PushAsync(PollLease lease, PollBatch batch, CancellationToken cancellationToken);
}
