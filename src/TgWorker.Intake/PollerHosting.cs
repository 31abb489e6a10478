using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TgWorker.Core.Queues;
using TgWorker.Intake.Accepting;
using TgWorker.Intake.Polling;

namespace TgWorker.Intake;

/// <summary>The poller in a host.</summary>
public static class PollerHosting
{
    /// <summary>
    /// Adds the poller, which asks Telegram for the bots' updates and pushes them to the <see cref="IIntakeQueue"/> among the services. Any
    /// number of hosts may add it; one at a time polls for each bot.
    /// </summary>
    public static IServiceCollection AddTgWorkerPoller(this IServiceCollection services, Action<PollerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<PollerOptions>().Configure(configure ?? (_ => { })).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PollerOptions>, PollerOptionsCheck>();
        GateServices.Add(services, provider => provider.GetRequiredService<IOptions<PollerOptions>>().Value.MaxBacklog);
        services.AddSingleton<PollerStatus>();
        services.AddSingleton<PollKeeper>();
        services.AddHostedService(provider => provider.GetRequiredService<PollKeeper>());
        return services;
    }
}
