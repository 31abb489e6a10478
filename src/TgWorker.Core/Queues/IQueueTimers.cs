using TgWorker.Core.Timers;

namespace TgWorker.Core.Queues;

/// <summary>
/// A queue's timers. A due timer enters its lane, behind what is there, as an update of kind <c>timer</c>. In the same atomic step, it
/// stops being pending: at every instant it is in one of the two places, and it survives whatever a job survives.
/// </summary>
public interface IQueueTimers
{
    /// <summary>Sets a timer.</summary>
    /// <param name="timer">The timer to set.</param>
    /// <param name="by">The delivery whose handler sets it; null outside handlers.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <returns>False if that delivery's lane was delivered again: nothing was set.</returns>
    /// <exception cref="ArgumentException">The timer has no name, or no time.</exception>
    /// <exception cref="QueueUnavailableException">The queue did not accept the timer, or its answer was lost.</exception>
    Task<bool> SetAsync(NewTimer timer, Delivery? by, CancellationToken cancellationToken);

    /// <summary>Cancels a timer.</summary>
    /// <param name="place">Whose timer it is.</param>
    /// <param name="name">The timer's name.</param>
    /// <param name="by">The delivery whose handler cancels it; null outside handlers.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <returns>Whether there was one; null if that delivery's lane was delivered again: nothing was done.</returns>
    Task<bool?> CancelAsync(TimerPlace place, string name, Delivery? by, CancellationToken cancellationToken);

    /// <summary>Cancels a timer by <see cref="PendingTimer.Id"/>.</summary>
    /// <returns>Whether there was one.</returns>
    Task<bool> CancelAsync(string id, CancellationToken cancellationToken);

    /// <summary>The pending timers, soonest first. A timer that is set or goes off meanwhile may be missing.</summary>
    IAsyncEnumerable<PendingTimer> ListAsync(CancellationToken cancellationToken);
}
