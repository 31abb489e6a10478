using TgWorker.Core.Operating;

namespace TgWorker.Core.Queues;

/// <summary>What an operator can do to a queue; every worker on it, on whatever machine, takes part.</summary>
public interface IQueueOperations
{
    /// <summary>Lets running jobs end and keeps workers from claiming until <see cref="ContinueAsync"/>.</summary>
    Task PauseAsync(CancellationToken cancellationToken);

    /// <summary>Ends a pause.</summary>
    Task ContinueAsync(CancellationToken cancellationToken);

    /// <summary>Asks all workers to exit once their running jobs have ended, for their supervisors to start them again.</summary>
    Task RequestRestartAsync(CancellationToken cancellationToken);

    /// <summary>Deletes every entry that no worker runs now; failed jobs are kept.</summary>
    /// <returns>How many there were.</returns>
    Task<long> ClearAsync(CancellationToken cancellationToken);

    /// <inheritdoc cref="ClearAsync(CancellationToken)"/>
    Task<long> ClearAsync(IProgress<WorkDone>? progress, CancellationToken cancellationToken) => ClearAsync(cancellationToken);

    /// <summary>
    /// Puts every unfinished job that no worker runs now back on the list, in order, for Laravel workers to take over.
    /// </summary>
    /// <returns>How many there were.</returns>
    /// <exception cref="InvalidOperationException">Workers still hold lanes: stop or pause them first.</exception>
    Task<long> DrainAsync(CancellationToken cancellationToken);

    /// <summary>Reads the oldest entries of the list, those that a worker would sort first, in order.</summary>
    /// <param name="most">How many at most; fewer come when they are large, none when there are none.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadListAsync(int most, CancellationToken cancellationToken) =>
        throw new NotSupportedException("This queue does not show its list.");

    /// <summary>Takes entries off the list for good, all of them or none.</summary>
    /// <param name="entries">The oldest ones, as <see cref="ReadListAsync"/> has read them.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <returns>False when others stand there by now: nothing was done.</returns>
    Task<bool> TakeListAsync(IReadOnlyList<ReadOnlyMemory<byte>> entries, CancellationToken cancellationToken) =>
        throw new NotSupportedException("This queue does not show its list.");

    /// <inheritdoc cref="DrainAsync(CancellationToken)"/>
    Task<long> DrainAsync(IProgress<WorkDone>? progress, CancellationToken cancellationToken) => DrainAsync(cancellationToken);
}
