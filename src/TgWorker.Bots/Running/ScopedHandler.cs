using Microsoft.Extensions.DependencyInjection;
using Telegram.Bot.Exceptions;
using TgWorker.Core.Handling;

namespace TgWorker.Bots.Running;

/// <summary>Gives each attempt a scope of services of its own, and refuses updates of bots that nobody configured.</summary>
internal sealed class ScopedHandler(IUpdateHandler handler, IServiceScopeFactory scopes, ITelegramBots bots) : IUpdateHandler
{
    public async ValueTask<UpdateOutcome> HandleAsync(UpdateContext context, CancellationToken cancellationToken)
    {
        // Without any bot configured, handlers have no need of one.
        if (bots.Names.Count > 0 && !bots.Has(context.Bot))
        {
            return UpdateOutcome.Fail(UnknownBotException.TextFor(context.Bot));
        }

        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            scope.ServiceProvider.GetRequiredService<CurrentUpdate>().Context = context;
            context.Services = scope.ServiceProvider;
            try
            {
                return await handler.HandleAsync(context, cancellationToken).ConfigureAwait(false);
            }
            catch (ApiRequestException e) when (e is not IUpdateOutcomeSource)
            {
                // Of a client that somebody made for themselves: it means the same.
                throw new TelegramRefusalException(null, null, e);
            }
        }
    }
}
