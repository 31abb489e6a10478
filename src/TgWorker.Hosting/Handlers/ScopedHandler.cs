using Microsoft.Extensions.DependencyInjection;
using TgWorker.Bots.BotApi;
using TgWorker.Core.Handling;

namespace TgWorker.Hosting.Handlers;

/// <summary>Gives each attempt a scope of services of its own, and refuses updates of bots that nobody configured.</summary>
internal sealed class ScopedHandler(IUpdateHandler handler, IServiceScopeFactory scopes, BotClients bots) : IUpdateHandler
{
    public async ValueTask<UpdateOutcome> HandleAsync(UpdateContext context, CancellationToken cancellationToken)
    {
        // Without any bot configured, handlers have no need of one.
        if (bots.Any && !bots.TryGet(context.Bot, out _))
        {
            return UpdateOutcome.Fail(UnknownBotException.TextFor(context.Bot));
        }

        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            scope.ServiceProvider.GetRequiredService<CurrentUpdate>().Context = context;
            context.Services = scope.ServiceProvider;
            return await handler.HandleAsync(context, cancellationToken).ConfigureAwait(false);
        }
    }
}
