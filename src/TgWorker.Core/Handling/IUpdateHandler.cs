namespace TgWorker.Core.Handling;

/// <summary>Handles updates. One instance serves all updates, at most one of a lane at a time.</summary>
public interface IUpdateHandler
{
    /// <summary>
    /// Handles one update. An exception counts as a failed try and is retried; <see cref="UpdateOutcome"/> says the rest.
    /// </summary>
    /// <param name="context">The update and where it came from.</param>
    /// <param name="cancellationToken">Cancelled when the time limit, the stop's grace period or the worker's lease runs out.</param>
    ValueTask<UpdateOutcome> HandleAsync(UpdateContext context, CancellationToken cancellationToken);
}
