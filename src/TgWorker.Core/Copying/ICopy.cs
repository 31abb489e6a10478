using TgWorker.Core.Queues;

namespace TgWorker.Core.Copying;

/// <summary>A copy that has begun.</summary>
internal interface ICopy
{
    /// <summary>Adds a part.</summary>
    /// <exception cref="QueueUnavailableException">The queue did not take it: the copy is to be begun again.</exception>
    Task AddAsync(CopiedPart part, CancellationToken cancellationToken);

    /// <summary>Ends it: all that was added becomes the queue's in one step.</summary>
    /// <exception cref="QueueUnavailableException">The queue did not take it, or its answer was lost.</exception>
    /// <exception cref="InvalidOperationException">The queue is in use by now; the message says what to do.</exception>
    Task EndAsync(CopiedQueue queue, CancellationToken cancellationToken);
}
