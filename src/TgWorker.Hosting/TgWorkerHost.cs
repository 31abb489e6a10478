using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using TgWorker.Bots.BotApi;
using TgWorker.Bots.Modules;
using TgWorker.Bots.Routing;
using TgWorker.Core.Handling;
using TgWorker.Core.Health;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Running;

namespace TgWorker.Hosting;

/// <summary>The worker in a host of one's own.</summary>
public static class TgWorkerHost
{
    // After the grace period the engine cancels its handlers and gives its lanes back, for which Redis may need a moment.
    internal static readonly TimeSpan AfterGrace = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Adds a worker that gives its updates to the routes that are returned. It is configured by the section <c>TgWorker</c>, with the
    /// keys of the executable's appsettings.json, and by the environment, as the executable is; the bots by <c>TelegramBots</c>.
    /// Handlers come from the services, in a scope per update, where they find the <see cref="UpdateContext"/> and the
    /// <see cref="BotClient"/> of the update's bot.
    /// </summary>
    /// <remarks>
    /// The configuration is read, and the routes are checked, when the host starts. When the worker ends, by one of its limits
    /// or by an error, so does the host; <see cref="Environment.ExitCode"/> says which it was.
    /// </remarks>
    /// <returns>The routes, to be added to until the host starts.</returns>
    public static UpdateRoutes AddTgWorker(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.Services.Any(service => service.ServiceType == typeof(UpdateRoutes)))
        {
            throw new InvalidOperationException("The host has a worker already.");
        }

        var routes = new UpdateRoutes();
        builder.Services.AddSingleton(routes);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<IQueueFactory, QueueFactory>();
        builder.Services.AddSingleton(provider => HostSettings.Load(provider.GetRequiredService<IConfiguration>()).Options);
        builder.Services.AddSingleton(new WorkerResult { Ended = code => Environment.ExitCode = code });
        builder.Services.AddOptions<HostOptions>().Configure<TgWorkerOptions>((host, options) => host.ShutdownTimeout = options.Worker.Grace + AfterGrace);
        RoutedServices.Add(builder.Services, routes);
        builder.Services.TryAddSingleton(provider => new WorkerPulse(provider.GetRequiredService<TimeProvider>()));
        WorkerEngine.Add(builder.Services);
        builder.Services.AddHostedService<WorkerService>();
        return routes;
    }

    /// <summary>Adds a bot that is written as a module.</summary>
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
