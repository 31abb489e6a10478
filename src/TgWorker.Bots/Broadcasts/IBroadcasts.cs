using TgWorker.Core.Broadcasts;
using TgWorker.Core.Queues;

namespace TgWorker.Bots;

/// <summary>
/// Sends messages to many chats. A service of the worker's host. A broadcast is stored with the queue, and its workers send it within
/// Telegram's bulk rate, each message in its chat's order. After a restart or a crash it continues where it stopped. Answers never wait
/// behind it.
/// </summary>
public interface IBroadcasts
{
    /// <summary>
    /// Starts a broadcast. The audience is read to its end before anything is sent. A chat that appears twice counts once.
    /// </summary>
    /// <param name="plan">What to send, and when.</param>
    /// <param name="audience">The recipients.</param>
    /// <param name="cancellationToken">Cancels the call and the broadcast.</param>
    /// <exception cref="ArgumentException">The plan is not valid, or the audience is empty.</exception>
    /// <exception cref="QueueUnavailableException">The queue did not accept all of it; the broadcast is cancelled.</exception>
    Task<Broadcast> StartAsync(
        BroadcastPlan plan, IAsyncEnumerable<BroadcastRecipient> audience, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="StartAsync(BroadcastPlan, IAsyncEnumerable{BroadcastRecipient}, CancellationToken)"/>
    Task<Broadcast> StartAsync(BroadcastPlan plan, IAsyncEnumerable<long> audience, CancellationToken cancellationToken = default);

    /// <summary>Returns a broadcast, or null if there is none with this id. Finished ones are kept for 30 days.</summary>
    Task<Broadcast?> FindAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Returns all broadcasts, newest first.</summary>
    Task<IReadOnlyList<Broadcast>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Pauses a broadcast. Messages that are in their chats' lanes are still sent.</summary>
    /// <returns>Whether it was being sent.</returns>
    Task<bool> PauseAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Continues a paused broadcast.</summary>
    /// <returns>Whether it was paused.</returns>
    Task<bool> ContinueAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Cancels a broadcast. Only calls that are in progress still complete.</summary>
    /// <returns>Whether it was still unfinished.</returns>
    Task<bool> CancelAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Returns the recipients that it did not reach, and why, for example to remove them from a list of subscribers.</summary>
    IAsyncEnumerable<BroadcastMiss> MissesAsync(string id, CancellationToken cancellationToken = default);
}
