using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Telegram.Bot;
using Telegram.Bot.Types;
using TgWorker.Bots.BotApi;
using TgWorker.Core.Handling;

namespace TgWorker.Bots.Clients;

/// <summary>Telegram.Bot among the services of handlers.</summary>
public static class TelegramBotServices
{
    /// <summary>
    /// Lets handlers take an <see cref="ITelegramBotClient"/>, that of the update's bot, and an <see cref="Update"/>, which is read from its
    /// JSON when something takes it. The bots are those of <c>TelegramBots:NAME</c>, as for <see cref="BotClient"/>; a mistake in
    /// them ends the worker's start.
    /// </summary>
    public static IServiceCollection AddTelegramBot(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton<ITelegramBots>(provider => TelegramBots.From(
            provider.GetRequiredService<ConfiguredBots>().ByName,
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(ConfiguredBots.HttpClientName)));
        services.AddSingleton<IMadeAtStart>(provider => new Made(provider.GetRequiredService<ITelegramBots>()));
        services.TryAddScoped(provider => provider.GetRequiredService<ITelegramBots>().ClientOf(provider.GetRequiredService<UpdateContext>().Bot));
        services.TryAddScoped(provider => UpdateJson.Read(provider.GetRequiredService<UpdateContext>().Update.Span));
        return services;
    }

    private sealed record Made(ITelegramBots Bots) : IMadeAtStart;
}
