using Telegram.Bot.Exceptions;
using TgWorker.Core.Handling;

namespace TgWorker.Bots.Clients;

/// <summary>Lets the worker run a handler that is written with Telegram.Bot's types.</summary>
/// <param name="handler">The handler.</param>
/// <param name="bots">The clients it answers with.</param>
public sealed class TypedUpdateHandler(ITypedUpdateHandler handler, ITelegramBots bots) : IUpdateHandler
{
    /// <inheritdoc />
    public async ValueTask<UpdateOutcome> HandleAsync(UpdateContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await handler.HandleAsync(new TypedUpdateContext(context, bots), cancellationToken);
        }
        catch (ApiRequestException e)
        {
            // Whoever made the client: those of an ITelegramBots of one's own throw no TelegramRefusalException.
            return TelegramRefusalException.OutcomeOf(e);
        }
    }
}
