using TgWorker.Core.Queues;

namespace TgWorker.Core.Copying;

/// <summary>A queue that a whole other one is copied to. Nothing of it is given to workers before all of it is there.</summary>
internal interface ICopyTarget
{
    /// <summary>Makes sure that the queue is empty and nobody works on it.</summary>
    /// <exception cref="QueueUnavailableException">The queue cannot be asked now.</exception>
    /// <exception cref="InvalidOperationException">The queue is in use; the message says by what, and what to do.</exception>
    Task CheckAsync(CancellationToken cancellationToken);

    /// <summary>Begins a copy, or begins one again that was broken off: what that has left is taken away.</summary>
    /// <param name="copy">Names the copy, over all attempts at it.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Null when this copy was ended before: there is nothing to do.</returns>
    /// <inheritdoc cref="CheckAsync" path="/exception"/>
    Task<ICopy?> BeginAsync(string copy, CancellationToken cancellationToken);

    /// <summary>Takes away what a copy that was not ended has left.</summary>
    /// <returns>False when it was ended before: nothing was done.</returns>
    Task<bool> CancelAsync(string copy, CancellationToken cancellationToken);
}
