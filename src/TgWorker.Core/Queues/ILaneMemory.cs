using TgWorker.Core.Jobs;

namespace TgWorker.Core.Queues;

/// <summary>
/// Remembers texts for lanes, beside the queue. What is written counts only while the delivery that writes it is still the
/// lane's latest: a worker that lost its lease writes nothing once the lane is with another.
/// </summary>
public interface ILaneMemory
{
    /// <summary>Reads what is remembered under these names; null where there is nothing.</summary>
    ValueTask<IReadOnlyList<string?>> RecallAsync(Delivery delivery, IReadOnlyList<string> names, CancellationToken cancellationToken);

    /// <summary>Shows the jobs that stand behind a delivery's in its lane, in order. Takes nothing.</summary>
    ValueTask<IReadOnlyList<Job>> PeekAsync(Delivery delivery, int atMost, CancellationToken cancellationToken);

    /// <summary>Writes all of it in one step; null forgets a name.</summary>
    /// <param name="delivery">The delivery that writes.</param>
    /// <param name="changes">Names and texts.</param>
    /// <param name="keepFor">All of the lane's names are forgotten this long after the change, but no sooner than an earlier change asked
    /// for.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <returns>False when the lane was delivered again: nothing was written.</returns>
    ValueTask<bool> RememberAsync(
        Delivery delivery, IReadOnlyList<KeyValuePair<string, string?>> changes, TimeSpan keepFor, CancellationToken cancellationToken);

    /// <summary>Takes a mark that only one taker gets; the same taker may ask again after an answer that was lost.</summary>
    /// <returns>Whether it was free; null when the lane was delivered again.</returns>
    ValueTask<bool?> TakeMarkAsync(Delivery delivery, string mark, string taker, TimeSpan keepFor, CancellationToken cancellationToken);

    /// <summary>Gives a mark back.</summary>
    ValueTask ReturnMarkAsync(Delivery delivery, string mark, CancellationToken cancellationToken);

    /// <summary>Reads all that earlier tries and deliveries of a job have noted of what they did.</summary>
    /// <param name="delivery">A delivery of the job.</param>
    /// <param name="job">Names the job over all its deliveries and retries.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    ValueTask<IReadOnlyList<KeyValuePair<string, string>>> RecallJobAsync(
        Delivery delivery, string job, CancellationToken cancellationToken);

    /// <summary>
    /// Notes something of what a delivery's job has done. All of it is forgotten when a delivery that has read or noted any is finished (it
    /// has <see cref="Delivery.NotedAs"/>); when the
    /// job fails, it is kept for its retry.
    /// </summary>
    /// <param name="delivery">The delivery that writes.</param>
    /// <param name="job">Names the job over all its deliveries and retries.</param>
    /// <param name="name">What is noted.</param>
    /// <param name="text">The note.</param>
    /// <param name="keepFor">All of the job's notes are forgotten this long after the last one, at the latest.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <returns>False when the lane was delivered again: nothing was written.</returns>
    ValueTask<bool> NoteJobAsync(
        Delivery delivery, string job, string name, string text, TimeSpan keepFor, CancellationToken cancellationToken);
}
