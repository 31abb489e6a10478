using TgWorker.Core.History;

namespace TgWorker.Core.Queues;

/// <summary>
/// A queue's open end: where what brings updates in puts them. What it has confirmed is on the queue; nobody may tell Telegram that an
/// update is taken before.
/// </summary>
/// <remarks>Safe to use from several threads. Calls that are made one after the other stand in that order.</remarks>
public interface IIntakeQueue : IAsyncDisposable
{
    /// <summary>The queue's bare name, such as <c>telegram_updates</c>.</summary>
    string Name { get; }

    /// <summary>Who of all processes on the queue may ask Telegram for a bot's updates.</summary>
    IPollLeases Leases { get; }

    /// <summary>What came in and went out of late; null (the default) for a queue that keeps nothing of it.</summary>
    internal ITrafficHistory? Traffic => null;

    /// <summary>Appends entries at the tail, in order, all of them or none.</summary>
    /// <exception cref="QueueUnavailableException">The queue did not take them, or its answer was lost.</exception>
    Task PushAsync(IReadOnlyList<NewEntry> entries, CancellationToken cancellationToken);

    /// <summary>Tries whether an entry would be taken now; leaves nothing behind.</summary>
    /// <exception cref="QueueUnavailableException">It would not.</exception>
    /// <exception cref="QueueUnsupportedException">It never will; the message says what to do.</exception>
    Task CheckAsync(CancellationToken cancellationToken);

    /// <summary>How many unfinished jobs there are: on the list and in lanes, running ones included.</summary>
    /// <exception cref="QueueUnavailableException">The queue cannot be asked now.</exception>
    Task<long> CountAsync(CancellationToken cancellationToken);
}
