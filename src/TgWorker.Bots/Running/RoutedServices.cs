using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Telegram.Bot;
using TgWorker.Bots.Clients;
using TgWorker.Bots.Outgoing;
using TgWorker.Bots.Routing;
using TgWorker.Core.Handling;

namespace TgWorker.Bots.Running;

/// <summary>
/// The services that handlers live among, the same in a host of your own, in the executable and in the test kit. Whoever composes the
/// process registers <see cref="ConfiguredBots"/> and a <see cref="TimeProvider"/>.
/// </summary>
internal static class RoutedServices
{
    /// <summary>The name of the HTTP client whose connections all bots share.</summary>
    public const string HttpClientName = "TgWorker.Bots";

    // A bot's connections live as long as the process; this is how soon they notice that an address has changed.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(3);

    /// <summary>Registers them, and <paramref name="routes"/> as the <see cref="IUpdateHandler"/>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="routes">The root of the routes; checked when the handler is first asked for.</param>
    /// <param name="chosen">Told the name of each route that is about to handle an update.</param>
    public static void Add(IServiceCollection services, UpdateRoutes routes, Action<UpdateContext, string>? chosen = null)
    {
        AddBots(services);
        services.TryAddSingleton(routes);
        routes.Register.OnClass(type => services.TryAddScoped(type));
        services.AddSingleton<IUpdateHandler>(provider =>
        {
            var bots = provider.GetRequiredService<ConfiguredBots>().ByName;
            foreach (var (name, bot) in bots.Where(bot => bot.Value.Username is not null))
            {
                routes.Usernames.TryAdd(name, bot.Username!);
            }

            var facts = new ServiceFacts(services, hasBots: bots.Count > 0);
            var routed = RoutedHandler.Build(routes, provider.GetRequiredService<TimeProvider>(), facts, chosen);
            var logger = provider.GetRequiredService<ILoggerFactory>().CreateLogger("TgWorker.Bots");
            foreach (var warning in RouteWarnings.Of(routes, [.. bots.Keys]))
            {
                RouteLog.Warn(logger, warning);
            }

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

    /// <summary>Registers what makes calls to Telegram, once.</summary>
    public static void AddBots(IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(CurrentUpdate)))
        {
            return;
        }

        services.AddLogging();

        // No logging: a request's address holds the bot's token.
        services.AddHttpClient(HttpClientName).RemoveAllLoggers().SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .UseSocketsHttpHandler((handler, _) => handler.PooledConnectionLifetime = ConnectionLifetime);
        services.TryAddSingleton<ITelegramBots>(provider => new TelegramBots(
            provider.GetRequiredService<ConfiguredBots>().ByName,
            provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(HttpClientName),
            provider.GetRequiredService<OutgoingOptions>()));
        services.TryAddSingleton(new OutgoingOptions());
        services.TryAddSingleton(provider => CallWaits.By(provider.GetRequiredService<TimeProvider>()));
        services.TryAddScoped<CurrentUpdate>();
        services.TryAddScoped(provider => provider.GetRequiredService<CurrentUpdate>().Context);
        services.TryAddScoped(provider => provider.GetRequiredService<CurrentUpdate>().Context.ReadUpdate());
        services.TryAddScoped(ClientOf);
    }

    private static ITelegramBotClient ClientOf(IServiceProvider provider)
    {
        var context = provider.GetRequiredService<CurrentUpdate>().Context;
        return new UpdateClient(
            provider.GetRequiredService<ITelegramBots>().ClientOf(context.Bot), context, provider.GetService<UpdateRoutes>(),
            provider.GetRequiredService<OutgoingOptions>(), provider.GetRequiredService<CallWaits>(),
            provider.GetRequiredService<TimeProvider>());
    }

    private static ScopedHandler Scoped(IServiceProvider provider, IUpdateHandler handler) =>
        new(handler, provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<ITelegramBots>());
}
