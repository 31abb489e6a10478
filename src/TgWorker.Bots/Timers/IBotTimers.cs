using TgWorker.Core.Timers;

namespace TgWorker.Bots;

/// <summary>
/// Timers of any chat, from outside of its handlers: a web request, a job, a handler of another chat. A service of the worker's host. They
/// are those that
/// <c>context.Timers</c> of a handler in that chat sees, and go off in that chat's order, handled by <c>OnTimer(…)</c>.
/// </summary>
/// <remarks>On a queue that is ordered by topics or users, the <see cref="TimerPlace"/> names them; on one that is ordered by chats, the
/// chat is enough.</remarks>
public interface IBotTimers
{
    /// <summary>Sets a timer for a while from now; one of the same name and chat is replaced.</summary>
    /// <param name="place">Whose it is, such as <c>new("main", chatId)</c>.</param>
    /// <param name="name">Its name, 1 to 128 characters.</param>
    /// <param name="after">How long from now; to the millisecond.</param>
    /// <param name="payload">What it carries, anything that System.Text.Json can write. Default nothing.</param>
    /// <param name="notLaterThan">How late it may be handled at most; later it is skipped. Default however late.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Core.Queues.QueueUnavailableException">The queue did not take it, or its answer was lost.</exception>
    Task SetAsync(TimerPlace place, string name, TimeSpan after, object? payload = null, TimeSpan? notLaterThan = null,
        CancellationToken cancellationToken = default);

    /// <summary>Sets a timer for a time of day; one in the past goes off at once.</summary>
    /// <inheritdoc cref="SetAsync(TimerPlace, string, TimeSpan, object?, TimeSpan?, CancellationToken)"/>
    Task SetAsync(TimerPlace place, string name, DateTimeOffset at, object? payload = null, TimeSpan? notLaterThan = null,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Sets a timer that goes off again and again, such as <c>TimerRepeat.Daily(new(9, 0), "Europe/Berlin")</c>, until it is cancelled.
    /// </summary>
    /// <inheritdoc cref="SetAsync(TimerPlace, string, TimeSpan, object?, TimeSpan?, CancellationToken)"/>
    Task SetAsync(TimerPlace place, string name, TimerRepeat repeat, object? payload = null, TimeSpan? notLaterThan = null,
        CancellationToken cancellationToken = default);

    /// <summary>Takes a timer away.</summary>
    /// <returns>Whether there was one; one that has gone off is in its lane, and is handled.</returns>
    Task<bool> CancelAsync(TimerPlace place, string name, CancellationToken cancellationToken = default);

    /// <summary>The pending timers of all chats, the next one first.</summary>
    IAsyncEnumerable<PendingTimer> ListAsync(CancellationToken cancellationToken = default);
}
