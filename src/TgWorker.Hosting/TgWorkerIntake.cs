using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TgWorker.Bots;
using TgWorker.Bots.Running;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Health;
using TgWorker.Hosting.Intake;
using TgWorker.Hosting.Lifetime;
using TgWorker.Hosting.Reading;
using TgWorker.Hosting.Running;
using TgWorker.Intake.BotApi;
using TgWorker.Intake.Polling;
using TgWorker.Intake.Receiving;

namespace TgWorker.Hosting;

/// <summary>Receives or polls for updates in a host.</summary>
public static class TgWorkerIntake
{
    /// <summary>
    /// Receives webhooks, as the section <c>Receiver</c> says: on addresses of its own where <c>Receiver:Listen</c> names them; else an
    /// ASP.NET Core application gives it a
    /// place with <see cref="TgWorker.Intake.ReceiverHosting.MapTgWorkerReceiver"/>. The bots are those of <c>TelegramBots</c>.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="configure">Sets options in code. It runs after the configuration was read, and has the last word.</param>
    public static void AddTgWorkerReceiver(this IHostApplicationBuilder builder, Action<ReceiverOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var plan = HostServices.AddTo(builder, HostFeature.Receiver);
        if (configure is not null)
        {
            plan.Code.Add(options => configure(options.Receiver));
        }

        var services = builder.Services;
        services.AddSingleton(provider => Options.Create(ReceiverOptionsOf(provider.GetRequiredService<TgWorkerOptions>())));
        IntakeServices.Add(services, options => options.Receiver.MaxBacklog);
        ReceiverServices.Add(services);
        services.AddSingleton<ReceiverSwitch>();
        services.AddSingleton<IHealthSign, ReceiverHealth>();
        HostedFeature.Add<ReceiverFeature>(services, Turn.TakeIn);
        services.AddHostedService<ReceiverDrain>();
    }

    /// <summary>
    /// Asks Telegram for the updates of each bot of <c>TelegramBots</c> that has a token, as the section <c>Poller</c> says. Any number of
    /// hosts may: each bot is asked for
    /// by one of them.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="configure">Sets options in code. It runs after the configuration was read, and has the last word.</param>
    public static void AddTgWorkerPoller(this IHostApplicationBuilder builder, Action<PollerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var plan = HostServices.AddTo(builder, HostFeature.Poller);
        if (configure is not null)
        {
            plan.Code.Add(options => configure(options.Poller));
        }

        var services = builder.Services;
        services.AddSingleton(provider =>
            Options.Create(PollerOptionsOf(provider.GetRequiredService<TgWorkerOptions>(), provider.GetService<UpdateRoutes>(),
                provider.GetRequiredService<ILoggerFactory>().CreateLogger("TgWorker.Bots"))));
        IntakeServices.Add(services, options => options.Poller.MaxBacklog);
        services.AddSingleton<PollerStatus>();
        services.AddSingleton<PollKeeper>();
        services.AddSingleton(provider => new Lazy<PollKeeper>(provider.GetRequiredService<PollKeeper>));
        services.AddSingleton<IHealthSign, PollerHealth>();
        HostedFeature.Add<PollerFeature>(services, Turn.TakeIn);
    }

    // A bot that has a token is known, whether or not it has a secret of its own.
    private static ReceiverOptions ReceiverOptionsOf(TgWorkerOptions options)
    {
        foreach (var bot in options.Bots.Keys.Where(bot => !options.Receiver.Bots.ContainsKey(bot)))
        {
            options.Receiver.Bots[bot] = [];
        }

        return options.Receiver;
    }

    // What the host's own routes take is what is asked for, unless it is said.
    private static PollerOptions PollerOptionsOf(TgWorkerOptions options, UpdateRoutes? routes, ILogger logger)
    {
        if (routes?.List() is { } list)
        {
            foreach (var warning in options.Poller.AllowedUpdates is { } asked ? AllowedUpdates.Warnings(asked, list) : [])
            {
                RouteLog.Warn(logger, warning);
            }

            options.Poller.AllowedUpdates ??= AllowedUpdates.Of(list);
        }

        foreach (var (name, bot) in options.Bots.Where(bot => options.Poller.Bots.All(known => known.Name != bot.Key)))
        {
            options.Poller.Bots.Add(new IntakeBot(name, bot.Token, bot.BaseUrl, bot.UseTestEnvironment));
        }

        return options.Poller;
    }
}
