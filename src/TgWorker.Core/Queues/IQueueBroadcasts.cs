using TgWorker.Core.Broadcasts;

namespace TgWorker.Core.Queues;

/// <summary>
/// A queue's broadcasts. A recipient's message goes from the audience onto the list in one atomic step with the cursor, and is counted
/// once, whoever dies.
/// </summary>
internal interface IQueueBroadcasts
{
    /// <summary>Begins one; its audience follows.</summary>
    /// <exception cref="QueueUnavailableException">The queue did not take it, or its answer was lost.</exception>
    Task CreateAsync(StoredBroadcast broadcast, CancellationToken cancellationToken);

    /// <summary>Adds a page of <see cref="BroadcastPages.Size"/> recipients, the last one fewer; a page again is the same page.</summary>
    /// <param name="id">The broadcast.</param>
    /// <param name="page">The page's number, from 0.</param>
    /// <param name="recipients">The recipients.</param>
    /// <param name="total">How many there are with these.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <returns>False when it is not loading any more.</returns>
    Task<bool> AddAsync(string id, long page, ReadOnlyMemory<byte> recipients, long total, CancellationToken cancellationToken);

    /// <summary>Changes its state, where <see cref="BroadcastChange"/> allows it.</summary>
    /// <param name="id">The broadcast.</param>
    /// <param name="to">The state.</param>
    /// <param name="reason">Why, for a person; empty where it was told to.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <returns>Whether it did.</returns>
    Task<bool> ChangeAsync(string id, BroadcastState to, string reason, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>One broadcast; null when there is none.</summary>
    Task<StoredBroadcast?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>All of them, the newest first.</summary>
    Task<IReadOnlyList<StoredBroadcast>> ListAsync(CancellationToken cancellationToken);

    /// <summary>The newest ones, <paramref name="most"/> at the most: what that costs does not grow with how many there are.</summary>
    Task<IReadOnlyList<StoredBroadcast>> NewestAsync(int most, CancellationToken cancellationToken);

    /// <summary>Those that are being sent.</summary>
    Task<IReadOnlyList<StoredBroadcast>> SendingAsync(CancellationToken cancellationToken);

    /// <summary>A page of the audience; null when it is deleted.</summary>
    Task<ReadOnlyMemory<byte>?> ReadAsync(string id, long page, CancellationToken cancellationToken);

    /// <summary>Puts the next messages onto the list, and moves the cursor behind them.</summary>
    /// <param name="broadcast">As it was read; its pace as it is afterwards.</param>
    /// <param name="entries">The messages from the cursor on, all of one page.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <returns>False when somebody else moved the cursor, or it is not sent any more: nothing was done.</returns>
    Task<bool> PutAsync(StoredBroadcast broadcast, IReadOnlyList<byte[]> entries, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Counts what became of a recipient, the first time; the last one of all brings the broadcast to its end.</summary>
    /// <param name="id">The broadcast.</param>
    /// <param name="number">The recipient's number.</param>
    /// <param name="result">What became of them.</param>
    /// <param name="miss">Chat and reason, to be listed; null for nothing.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <returns>False when that was counted before.</returns>
    Task<bool> SettleAsync(
        string id, long number, BroadcastResult result, BroadcastMiss? miss, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Whom it did not reach.</summary>
    IAsyncEnumerable<BroadcastMiss> MissesAsync(string id, CancellationToken cancellationToken);

    /// <summary>Deletes one that has come to its end.</summary>
    /// <returns>Whether there was one.</returns>
    Task<bool> DeleteAsync(string id, CancellationToken cancellationToken);
}
