using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TgWorker.Core.Queues;

namespace TgWorker.Intake.Accepting;

/// <summary>Registers the gate, and what is counted, which receiver and poller of one host share.</summary>
internal static class GateServices
{
    /// <summary>Adds it once.</summary>
    /// <param name="services">The services.</param>
    /// <param name="maxBacklog">The limit that one of the two asks for; the lower one holds.</param>
    /// <param name="isHosted">Whether the host starts it by itself.</param>
    public static void Add(IServiceCollection services, Func<IServiceProvider, long> maxBacklog, bool isHosted = true)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new BacklogLimit(maxBacklog));
        if (services.Any(service => service.ServiceType == typeof(IntakeGate)))
        {
            return;
        }

        services.AddSingleton(provider => new IntakeGate(
            provider.GetRequiredService<IIntakeQueue>(),
            provider.GetServices<BacklogLimit>().Select(limit => limit.Read(provider)).Where(limit => limit > 0).DefaultIfEmpty(0).Min(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IHostApplicationLifetime>(),
            provider.GetRequiredService<ILogger<IntakeGate>>()));
        services.AddSingleton<IntakeTally>();
        if (isHosted)
        {
            services.AddHostedService(provider => provider.GetRequiredService<IntakeGate>());
            services.AddHostedService(provider => provider.GetRequiredService<IntakeTally>());
        }
    }

    private sealed record BacklogLimit(Func<IServiceProvider, long> Read);
}
