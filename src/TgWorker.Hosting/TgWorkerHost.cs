using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Telegram.Bot;
using TgWorker.Bots;
using TgWorker.Bots.Running;
using TgWorker.Core.Handling;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Running;

namespace TgWorker.Hosting;

/// <summary>The worker in a host of your own.</summary>
public static class TgWorkerHost
{
    /// <summary>
    /// Adds a worker that gives its updates to the routes that are returned. It is configured by the section <c>TgWorker</c>, with the
    /// keys of the executable's appsettings.json, and by the environment, as the executable is; the bots by <c>TelegramBots</c>.
    /// Handlers come from the services, in a scope per update, where they find the <see cref="UpdateContext"/> and the
    /// <see cref="ITelegramBotClient"/> of the update's bot.
    /// </summary>
    /// <remarks>
    /// The configuration is read, and the routes are checked, when the host starts. Each mistake is a line in the log, and the host ends
    /// with exit code 2. When the worker ends, by one of its limits or by an error, so does the host; <see cref="Environment.ExitCode"/>
    /// says which it was.
    /// </remarks>
    /// <param name="builder">The host.</param>
    /// <param name="configure">Sets options in code. It runs after the configuration was read, and has the last word.</param>
    /// <returns>The routes, to be added to until the host starts.</returns>
    public static UpdateRoutes AddTgWorker(this IHostApplicationBuilder builder, Action<TgWorkerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.Services.Any(service => service.ServiceType == typeof(UpdateRoutes)))
        {
            throw new InvalidOperationException("The host has a worker already.");
        }

        var plan = WorkerServices.AddTo(builder);
        if (configure is not null)
        {
            plan.Code.Add(configure);
        }

        var routes = new UpdateRoutes();
        builder.Services.AddSingleton(routes);
        RoutedServices.Add(builder.Services, routes);
        return routes;
    }

    /// <summary>Adds a bot that is written as an <see cref="IBotModule"/>.</summary>
    public static UpdateRoutes Map<TModule>(this UpdateRoutes routes, IHostApplicationBuilder builder)
        where TModule : IBotModule, new()
    {
        ArgumentNullException.ThrowIfNull(builder);
        var module = new TModule();
        module.ConfigureServices(builder.Services, builder.Configuration);
        module.Map(routes);
        return routes;
    }
}
