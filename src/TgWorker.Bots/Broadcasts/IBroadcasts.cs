using TgWorker.Core.Broadcasts;
using TgWorker.Core.Queues;

namespace TgWorker.Bots;

/// <summary>
/// Messages to many. A service of the worker's host. A broadcast is kept with the queue: the workers on it send it, within Telegram's rate
/// for bulk, each message in its chat's order, and it goes on where it was after a restart or a crash. Answers never wait behind it.
/// </summary>
public interface IBroadcasts
{
    /// <summary>
    /// Starts a broadcast. The audience is read to its end before anything is sent; a chat that is named twice counts once.
    /// </summary>
    /// <param name="plan">What is sent, and when.</param>
    /// <param name="audience">To whom.</param>
    /// <param name="cancellationToken">Gives up; the broadcast is called off.</param>
    /// <exception cref="ArgumentException">The plan makes no sense, or the audience is empty.</exception>
    /// <exception cref="QueueUnavailableException">The queue did not take it all; the broadcast is called off.</exception>
    Task<Broadcast> StartAsync(
        BroadcastPlan plan, IAsyncEnumerable<BroadcastRecipient> audience, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="StartAsync(BroadcastPlan, IAsyncEnumerable{BroadcastRecipient}, CancellationToken)"/>
    Task<Broadcast> StartAsync(BroadcastPlan plan, IAsyncEnumerable<long> audience, CancellationToken cancellationToken = default);

    /// <summary>One broadcast; null when there is none. Those that are over are kept for 30 days.</summary>
    Task<Broadcast?> FindAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>All of them, the newest first.</summary>
    Task<IReadOnlyList<Broadcast>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Lets it rest. What is in the chats' lanes is sent.</summary>
    /// <returns>Whether it was being sent.</returns>
    Task<bool> PauseAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Goes on with one that rests.</summary>
    /// <returns>Whether it rested.</returns>
    Task<bool> ContinueAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Calls it off: nothing more is sent but what is under way.</summary>
    /// <returns>Whether it was not over.</returns>
    Task<bool> CancelAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Whom it did not reach, and why: a list of subscribers wants to know who is gone.</summary>
    IAsyncEnumerable<BroadcastMiss> MissesAsync(string id, CancellationToken cancellationToken = default);
}
