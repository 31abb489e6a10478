using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TgWorker.Bots.Broadcasts;
using TgWorker.Bots.Clients;
using TgWorker.Bots.Outbox;
using TgWorker.Bots.Running;
using TgWorker.Bots.Timers;
using TgWorker.Bots;
using TgWorker.Core.Health;
using TgWorker.Hosting.Broadcasts;
using TgWorker.Hosting.Commands;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.FailedJobs;
using TgWorker.Hosting.Lifetime;
using TgWorker.Hosting.Notifying;
using TgWorker.Hosting.Reading;
using TgWorker.Hosting.Timers;
using TgWorker.Hosting.Watching;

namespace TgWorker.Hosting.Running;

/// <summary>The worker among a host's services, whatever handles its updates.</summary>
internal static class WorkerServices
{
    // A turn of a worker's loop makes a few calls to the queue at most.
    private const int CallsPerTurn = 4;
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);

    /// <summary>Registers all but the handler.</summary>
    public static HostPlan AddTo(IHostApplicationBuilder builder)
    {
        var plan = HostServices.AddTo(builder, HostFeature.Worker);
        var services = builder.Services;
        services.TryAddSingleton(Pulse);
        services.TryAddSingleton<HostQueue>();
        services.TryAddSingleton<IBotTimers>(provider => new BotTimers(provider.GetRequiredService<HostQueue>().TimersAsync));
        services.TryAddSingleton<IOutbox>(provider => QueueOutbox.Of(
            provider.GetRequiredService<HostQueue>().GetAsync, provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IBroadcasts>(provider => new BotBroadcasts(
            provider.GetRequiredService<HostQueue>().BroadcastsAsync, provider.GetRequiredService<TimeProvider>(),
            bot => provider.GetRequiredService<ITelegramBots>().ClientOf(bot)));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWorkerCompanion, BroadcastSending>());
        services.TryAddSingleton(provider => provider.GetRequiredService<TgWorkerOptions>().Outgoing);
        services.TryAddSingleton(provider => new ConfiguredBots(provider.GetRequiredService<TgWorkerOptions>().Bots));
        RoutedServices.AddBots(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWorkerCompanion, FailedJobRetention>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWorkerCompanion, CommandMenus>());
        services.TryAddSingleton<Notifier>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWorkerCompanion, QueueWatch>());
        services.TryAddSingleton<IWorkerEngine, WorkerEngine>();
        HostedFeature.Add<WorkerService>(services, Turn.Work);
        return plan;
    }

    private static WorkerPulse Pulse(IServiceProvider provider) => new(provider.GetRequiredService<TimeProvider>())
    {
        LongestSilence = LongestSilence + (CallsPerTurn * provider.GetRequiredService<TgWorkerOptions>().Redis.CommandTimeout),
    };
}
