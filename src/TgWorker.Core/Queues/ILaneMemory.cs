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
    /// <param name="keepFor">All of the lane's names are forgotten this long after the change, but no sooner than an earlier change asked for.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <returns>False when the lane was delivered anew: nothing was written.</returns>
    ValueTask<bool> RememberAsync(Delivery delivery, IReadOnlyList<KeyValuePair<string, string?>> changes, TimeSpan keepFor, CancellationToken cancellationToken);

    /// <summary>Takes a mark that only one taker gets; the same taker may ask again after an answer that was lost.</summary>
    /// <returns>Whether it was free; null when the lane was delivered anew.</returns>
    ValueTask<bool?> TakeMarkAsync(Delivery delivery, string mark, string taker, TimeSpan keepFor, CancellationToken cancellationToken);

    /// <summary>Gives a mark back.</summary>
    ValueTask ReturnMarkAsync(Delivery delivery, string mark, CancellationToken cancellationToken);
}
