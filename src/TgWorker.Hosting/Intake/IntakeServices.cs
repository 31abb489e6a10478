using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Lifetime;
using TgWorker.Hosting.Stores;
using TgWorker.Intake.Accepting;

namespace TgWorker.Hosting.Intake;

/// <summary>What receiver and poller share in a host.</summary>
internal static class IntakeServices
{
    /// <summary>Registers the queue's open end, once, and the gate before it.</summary>
    public static void Add(IServiceCollection services, Func<TgWorkerOptions, long> maxBacklog)
    {
        services.TryAddSingleton<IIntakeQueue>(provider =>
            provider.GetRequiredService<IQueueFactory>()
                .OpenIntake(provider.GetRequiredService<TgWorkerOptions>(), provider.GetRequiredService<TimeProvider>(),
                    provider.GetRequiredService<ILoggerFactory>()));
        GateServices.Add(services, provider => maxBacklog(provider.GetRequiredService<TgWorkerOptions>()), isHosted: false);
        HostedFeature.Add<GateFeature>(services, Turn.TakeIn);
    }
}
