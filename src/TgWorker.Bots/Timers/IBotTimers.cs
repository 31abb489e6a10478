using TgWorker.Core.Timers;

namespace TgWorker.Bots;

/// <summary>
/// Timers of any chat, for use outside of its handlers: in a web request, a background job, or a handler of another chat. A service of the
/// worker's host. They are the same timers that handlers of the chat see as <c>context.Timers</c>. They go off in the chat's order, and
/// <c>OnTimer(…)</c> handles them.
/// </summary>
/// <remarks>If the queue is ordered by topic or user, the <see cref="TimerPlace"/> names the topic or user; otherwise, the chat is
/// enough.</remarks>
public interface IBotTimers
{
    /// <summary>Sets a timer that goes off after a time from now. It replaces a timer of the same name and chat.</summary>
    /// <param name="place">Whose it is, such as <c>new("main", chatId)</c>.</param>
    /// <param name="name">Its name, 1 to 128 characters.</param>
    /// <param name="after">How long from now; to the millisecond.</param>
    /// <param name="payload">Its payload: anything that System.Text.Json can write. Default none.</param>
    /// <param name="notLaterThan">How late it may be handled. After that it is skipped. Default no limit.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="Core.Queues.QueueUnavailableException">The queue did not accept it, or its answer was lost.</exception>
    Task SetAsync(TimerPlace place, string name, TimeSpan after, object? payload = null, TimeSpan? notLaterThan = null,
        CancellationToken cancellationToken = default);

    /// <summary>Sets a timer for a point in time. One in the past goes off at once.</summary>
    /// <inheritdoc cref="SetAsync(TimerPlace, string, TimeSpan, object?, TimeSpan?, CancellationToken)"/>
    Task SetAsync(TimerPlace place, string name, DateTimeOffset at, object? payload = null, TimeSpan? notLaterThan = null,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Sets a timer that repeats, such as <c>TimerRepeat.Daily(new(9, 0), "Europe/Berlin")</c>, until it is cancelled.
    /// </summary>
    /// <inheritdoc cref="SetAsync(TimerPlace, string, TimeSpan, object?, TimeSpan?, CancellationToken)"/>
    Task SetAsync(TimerPlace place, string name, TimerRepeat repeat, object? payload = null, TimeSpan? notLaterThan = null,
        CancellationToken cancellationToken = default);

    /// <summary>Cancels a timer.</summary>
    /// <returns>Whether there was one. A timer that has gone off is in its lane and is handled.</returns>
    Task<bool> CancelAsync(TimerPlace place, string name, CancellationToken cancellationToken = default);

    /// <summary>Returns the pending timers of all chats, next one first.</summary>
    IAsyncEnumerable<PendingTimer> ListAsync(CancellationToken cancellationToken = default);
}
