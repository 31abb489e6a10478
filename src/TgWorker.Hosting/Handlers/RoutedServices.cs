using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TgWorker.Bots.BotApi;
using TgWorker.Bots.Clients;
using TgWorker.Bots.Routing;
using TgWorker.Core.Handling;
using TgWorker.Hosting.Configuration;

namespace TgWorker.Hosting.Handlers;

/// <summary>The services that routed handlers live among, the same in a host of one's own, in the executable and in the test kit.</summary>
internal static class RoutedServices
{
    /// <summary>Registers them, and <paramref name="routes"/> as the <see cref="IUpdateHandler"/>.</summary>
    public static void Add(IServiceCollection services, UpdateRoutes routes, Action<UpdateContext, string>? chosen = null)
    {
        AddBots(services);
        routes.Register.OnClass(type => services.TryAddScoped(type));
        services.AddSingleton<IUpdateHandler>(provider =>
        {
            foreach (var (name, bot) in provider.GetRequiredService<TgWorkerOptions>().Bots.Where(bot => bot.Value.Username is not null))
            {
                routes.Usernames.TryAdd(name, bot.Username!);
            }

            var isService = provider.GetRequiredService<IServiceProviderIsService>();
            var routed = RoutedHandler.Build(routes, provider.GetRequiredService<TimeProvider>(), isService.IsService, chosen);
            return Scoped(provider, routed);
        });
    }

    /// <summary>Registers them, and one handler for everything.</summary>
    public static void Add(IServiceCollection services, Type handler)
    {
        AddBots(services);
        services.AddSingleton(handler);
        services.AddSingleton<IUpdateHandler>(provider => Scoped(provider, (IUpdateHandler)provider.GetRequiredService(handler)));
    }

    private static void AddBots(IServiceCollection services)
    {
        // No logging: a request's address holds the bot's token.
        services.AddHttpClient(ConfiguredBots.HttpClientName).RemoveAllLoggers();
        services.TryAddSingleton(provider => new ConfiguredBots(provider.GetRequiredService<TgWorkerOptions>().Bots));
        services.TryAddSingleton(provider =>
        {
            var factory = provider.GetRequiredService<IHttpClientFactory>();
            return new BotClients(provider.GetRequiredService<ConfiguredBots>().ByName, () => factory.CreateClient(ConfiguredBots.HttpClientName));
        });
        services.TryAddScoped<CurrentUpdate>();
        services.TryAddScoped(provider => provider.GetRequiredService<CurrentUpdate>().Context);
        services.TryAddScoped(provider => provider.GetRequiredService<BotClients>().Of(provider.GetRequiredService<CurrentUpdate>().Context.Bot));
    }

    private static ScopedHandler Scoped(IServiceProvider provider, IUpdateHandler handler)
    {
        _ = provider.GetServices<IMadeAtStart>();
        return new(handler, provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<BotClients>());
    }
}
