using TgWorker.Core.Timers;

namespace TgWorker.Core.Queues;

/// <summary>
/// A queue's timers. What is due enters its lane, behind what is there, as an update of kind <c>timer</c>, in one atomic step with its end:
/// it is pending or in the lane at every instant, and survives whatever a job survives.
/// </summary>
public interface IQueueTimers
{
    /// <summary>Sets a timer.</summary>
    /// <param name="timer">The timer.</param>
    /// <param name="by">The delivery whose handler sets it; null outside of handlers.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <returns>False when that delivery's lane was delivered again: nothing was set.</returns>
    /// <exception cref="ArgumentException">It has no name, or no time.</exception>
    /// <exception cref="QueueUnavailableException">The queue did not take it, or its answer was lost.</exception>
    Task<bool> SetAsync(NewTimer timer, Delivery? by, CancellationToken cancellationToken);

    /// <summary>Takes a timer away.</summary>
    /// <param name="place">Whose it is.</param>
    /// <param name="name">Its name.</param>
    /// <param name="by">The delivery whose handler does so; null outside of handlers.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <returns>Whether there was one; null when that delivery's lane was delivered again: nothing was done.</returns>
    Task<bool?> CancelAsync(TimerPlace place, string name, Delivery? by, CancellationToken cancellationToken);

    /// <summary>Takes a timer away by <see cref="PendingTimer.Id"/>.</summary>
    /// <returns>Whether there was one.</returns>
    Task<bool> CancelAsync(string id, CancellationToken cancellationToken);

    /// <summary>The pending timers, the next one first. One that is set or goes off meanwhile may be missed.</summary>
    IAsyncEnumerable<PendingTimer> ListAsync(CancellationToken cancellationToken);
}
