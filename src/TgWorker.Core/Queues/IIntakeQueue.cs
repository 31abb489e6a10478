using TgWorker.Core.History;

namespace TgWorker.Core.Queues;

/// <summary>
/// A queue as the intake sees it: where updates are pushed. An update is on the queue once the queue has confirmed it. Only then may
/// Telegram be told that the update is accepted.
/// </summary>
/// <remarks>Safe to use from several threads. Calls made one after the other are appended in that order.</remarks>
public interface IIntakeQueue : IAsyncDisposable
{
    /// <summary>The queue's bare name, such as <c>telegram_updates</c>.</summary>
    string Name { get; }

    /// <summary>Which process may ask Telegram for a bot's updates.</summary>
    IPollLeases Leases { get; }

    /// <summary>What recently came in and went out; null (the default) if the queue does not record it.</summary>
    internal ITrafficHistory? Traffic => null;

    /// <summary>Appends entries at the tail, in order: all of them, or none.</summary>
    /// <exception cref="QueueUnavailableException">The queue did not accept them, or its answer was lost.</exception>
    Task PushAsync(IReadOnlyList<NewEntry> entries, CancellationToken cancellationToken);

    /// <summary>Checks whether an entry would be accepted now, and leaves nothing behind.</summary>
    /// <exception cref="QueueUnavailableException">The queue would not accept it now.</exception>
    /// <exception cref="QueueUnsupportedException">The queue never will; the message says what to do.</exception>
    Task CheckAsync(CancellationToken cancellationToken);

    /// <summary>How many unfinished jobs there are: on the list and in lanes, running ones included.</summary>
    /// <exception cref="QueueUnavailableException">The queue cannot be asked now.</exception>
    Task<long> CountAsync(CancellationToken cancellationToken);
}
