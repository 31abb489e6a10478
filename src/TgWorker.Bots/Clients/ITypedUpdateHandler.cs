using TgWorker.Core.Handling;

namespace TgWorker.Bots.Clients;

/// <summary>Handles updates as Telegram.Bot's types. One instance serves all updates, at most one of a lane at a time.</summary>
public interface ITypedUpdateHandler
{
    /// <summary>
    /// Handles one update. An exception counts as a failed try and is retried, except that Telegram's refusals mean what
    /// <see cref="TelegramRefusalException"/> says.
    /// </summary>
    /// <param name="context">The update, and the client of the bot it came in for.</param>
    /// <param name="cancellationToken">Cancelled when the time limit, the stop's grace period or the worker's lease runs out.</param>
    ValueTask<UpdateOutcome> HandleAsync(TypedUpdateContext context, CancellationToken cancellationToken);
}
