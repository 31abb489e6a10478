using TgWorker.Core.Operating;

namespace TgWorker.Core.Queues;

/// <summary>What an operator can do to a queue. It applies to every worker on it, on whatever machine.</summary>
public interface IQueueOperations
{
    /// <summary>Lets running jobs finish, and keeps workers from claiming until <see cref="ContinueAsync"/>.</summary>
    Task PauseAsync(CancellationToken cancellationToken);

    /// <summary>Ends a pause.</summary>
    Task ContinueAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Pauses one bot: its running updates end as usual, those that a worker has been granted already are handled, and none of its others
    /// are granted until <see cref="ContinueBotAsync"/>. Its updates are still taken in, and its messages still sent. The queue stores the
    /// pause, whatever workers come and go.
    /// </summary>
    /// <param name="bot">The bot's name, such as <c>main</c>; empty for updates that name none.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <returns>False if it was already paused.</returns>
    /// <exception cref="InvalidOperationException">900 bots are paused already.</exception>
    Task<bool> PauseBotAsync(string bot, CancellationToken cancellationToken);

    /// <summary>Ends the pause of a bot. Its chats come back a few at a time, so that other bots' are not kept waiting.</summary>
    /// <param name="bot">The bot's name, such as <c>main</c>; empty for updates that name none.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <returns>False if it was not paused.</returns>
    Task<bool> ContinueBotAsync(string bot, CancellationToken cancellationToken);

    /// <summary>Asks all workers to exit once their running jobs have finished; their supervisors start them again.</summary>
    Task RequestRestartAsync(CancellationToken cancellationToken);

    /// <summary>Deletes every entry that no worker is running; failed jobs are kept.</summary>
    /// <returns>How many were deleted.</returns>
    Task<long> ClearAsync(CancellationToken cancellationToken);

    /// <inheritdoc cref="ClearAsync(CancellationToken)"/>
    Task<long> ClearAsync(IProgress<WorkDone>? progress, CancellationToken cancellationToken) => ClearAsync(cancellationToken);

    /// <summary>Puts every unfinished job that no worker is running back on the list, in order, for Laravel's workers.</summary>
    /// <returns>How many were put back.</returns>
    /// <exception cref="InvalidOperationException">Workers still hold lanes: stop or pause them first.</exception>
    Task<long> DrainAsync(CancellationToken cancellationToken);

    /// <summary>Reads the oldest entries of the list, which a worker would sort first, in order.</summary>
    /// <param name="most">The most entries to read; fewer are returned if they are large, none if there are none.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadListAsync(int most, CancellationToken cancellationToken) =>
        throw new NotSupportedException("This queue does not show its list.");

    /// <summary>Removes entries from the list for good: all of them, or none.</summary>
    /// <param name="entries">The oldest entries, as <see cref="ReadListAsync"/> returned them.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <returns>False if other entries are now in their place: nothing was done.</returns>
    Task<bool> TakeListAsync(IReadOnlyList<ReadOnlyMemory<byte>> entries, CancellationToken cancellationToken) =>
        throw new NotSupportedException("This queue does not show its list.");

    /// <inheritdoc cref="DrainAsync(CancellationToken)"/>
    Task<long> DrainAsync(IProgress<WorkDone>? progress, CancellationToken cancellationToken) => DrainAsync(cancellationToken);
}
