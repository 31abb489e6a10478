namespace TgWorker.Core.Handling;

/// <summary>Handles updates. One instance serves all updates, at most one per lane at a time.</summary>
public interface IUpdateHandler
{
    /// <summary>
    /// Handles one update. An exception counts as a failed try and is retried; <see cref="UpdateOutcome"/> says the rest.
    /// </summary>
    /// <param name="context">The update and where it came from.</param>
    /// <param name="cancellationToken">Cancelled when the time limit, the grace period of a stop, or the worker's lease ends.</param>
    ValueTask<UpdateOutcome> HandleAsync(UpdateContext context, CancellationToken cancellationToken);
}
