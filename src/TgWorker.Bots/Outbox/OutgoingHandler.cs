using Microsoft.Extensions.DependencyInjection;
using Telegram.Bot;
using TgWorker.Bots.Running;
using TgWorker.Core.Handling;

namespace TgWorker.Bots.Outbox;

/// <summary>
/// Makes the calls of jobs of kind <c>outgoing</c>, with the client that a handler would have; every other update is
/// <paramref name="others"/>'.
/// </summary>
internal sealed class OutgoingHandler(IUpdateHandler others, IServiceScopeFactory scopes, ITelegramBots bots, TimeProvider time)
    : IUpdateHandler
{
    /// <summary>Around a handler, with the services of its host.</summary>
    public static OutgoingHandler Around(IUpdateHandler others, IServiceProvider services) => new(
        others, services.GetRequiredService<IServiceScopeFactory>(), services.GetRequiredService<ITelegramBots>(),
        services.GetRequiredService<TimeProvider>());

    public ValueTask<UpdateOutcome> HandleAsync(UpdateContext context, CancellationToken cancellationToken) =>
        OutgoingMessage.Of(context) is { } message ? SendAsync(context, message, cancellationToken)
            : others.HandleAsync(context, cancellationToken);

    private async ValueTask<UpdateOutcome> SendAsync(UpdateContext context, OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (!bots.Has(context.Bot))
        {
            return UpdateOutcome.Fail(UnknownBotException.TextFor(context.Bot));
        }

        if (message.NotAfter < time.GetUtcNow())
        {
            return UpdateOutcome.Handled;
        }

        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            scope.ServiceProvider.GetRequiredService<CurrentUpdate>().Context = context;
            context.Services = scope.ServiceProvider;
            await scope.ServiceProvider.GetRequiredService<ITelegramBotClient>()
                .SendRequest(new StoredRequest(message.Call, message.Chat), cancellationToken).ConfigureAwait(false);
            return UpdateOutcome.Handled;
        }
    }
}
