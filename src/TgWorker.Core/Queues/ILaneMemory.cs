using TgWorker.Core.Jobs;

namespace TgWorker.Core.Queues;

/// <summary>
/// Stores texts for lanes, beside the queue. A write counts only while its delivery is the lane's latest: a worker that lost its lease
/// writes nothing once another worker has the lane.
/// </summary>
public interface ILaneMemory
{
    /// <summary>Reads the texts stored under these names; null where there is none.</summary>
    ValueTask<IReadOnlyList<string?>> RecallAsync(Delivery delivery, IReadOnlyList<string> names, CancellationToken cancellationToken);

    /// <summary>Reads the jobs behind a delivery's job in its lane, in order. Takes none of them.</summary>
    ValueTask<IReadOnlyList<Job>> PeekAsync(Delivery delivery, int atMost, CancellationToken cancellationToken);

    /// <summary>Writes all changes in one step; a null text removes its name.</summary>
    /// <param name="delivery">The delivery that writes.</param>
    /// <param name="changes">Names and texts.</param>
    /// <param name="keepFor">All of the lane's names are forgotten this long after the change, but not earlier than a previous change asked
    /// for.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <returns>False if the lane was delivered again: nothing was written.</returns>
    ValueTask<bool> RememberAsync(
        Delivery delivery, IReadOnlyList<KeyValuePair<string, string?>> changes, TimeSpan keepFor, CancellationToken cancellationToken);

    /// <summary>Takes a mark that only one taker can have. The same taker may ask again after a lost answer.</summary>
    /// <returns>Whether the mark was free; null if the lane was delivered again.</returns>
    ValueTask<bool?> TakeMarkAsync(Delivery delivery, string mark, string taker, TimeSpan keepFor, CancellationToken cancellationToken);

    /// <summary>Returns a mark.</summary>
    ValueTask ReturnMarkAsync(Delivery delivery, string mark, CancellationToken cancellationToken);

    /// <summary>Reads all notes that earlier tries and deliveries of a job made.</summary>
    /// <param name="delivery">A delivery of the job.</param>
    /// <param name="job">The job's name, the same in all its deliveries and retries.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    ValueTask<IReadOnlyList<KeyValuePair<string, string>>> RecallJobAsync(
        Delivery delivery, string job, CancellationToken cancellationToken);

    /// <summary>
    /// Notes something that a delivery's job has done. All notes are forgotten when a delivery that has read or made any is finished (it
    /// has <see cref="Delivery.NotedAs"/>). If the job fails, they are kept for its retry.
    /// </summary>
    /// <param name="delivery">The delivery that writes.</param>
    /// <param name="job">The job's name, the same in all its deliveries and retries.</param>
    /// <param name="name">The note's name.</param>
    /// <param name="text">The note.</param>
    /// <param name="keepFor">All of the job's notes are forgotten this long after the last one, at the latest.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <returns>False if the lane was delivered again: nothing was written.</returns>
    ValueTask<bool> NoteJobAsync(
        Delivery delivery, string job, string name, string text, TimeSpan keepFor, CancellationToken cancellationToken);
}
