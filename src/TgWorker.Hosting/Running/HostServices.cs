using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Health;
using TgWorker.Hosting.Lifetime;
using TgWorker.Hosting.Reading;
using TgWorker.Hosting.Stores;

namespace TgWorker.Hosting.Running;

/// <summary>What all features of a host share.</summary>
internal static class HostServices
{
    // After the grace period the engine cancels its handlers and gives its lanes back, for which the queue may need a moment.
    private static readonly TimeSpan AfterGrace = TimeSpan.FromSeconds(10);

    /// <summary>Registers it, once, and takes down that the host has a feature.</summary>
    public static HostPlan AddTo(IHostApplicationBuilder builder, HostFeature feature)
    {
        var services = builder.Services;
        var plan = services.Select(service => service.ImplementationInstance).OfType<HostPlan>().FirstOrDefault();
        if (plan is null)
        {
            services.AddSingleton(plan = new HostPlan());
            Add(services);
        }

        plan.Features.Add(feature);
        return plan;
    }

    private static void Add(IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IQueueFactory, ConfiguredQueues>();
        services.TryAddSingleton(
            provider => HostSettings.Load(provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<HostPlan>()));
        services.TryAddSingleton(provider => provider.GetRequiredService<LoadedOptions>().Checked);
        Add(services, options => options.Failed);
        Add(services, options => options.Forward);
        Add(services, options => options.Health);
        Add(services, options => options.Notify);
        services.TryAddSingleton(provider => provider.GetRequiredService<LoadedOptions>().Options.Log); // Mistakes are to be logged.
        services.TryAddSingleton<LocalPause>();
        services.TryAddSingleton(new WorkerResult { Ended = code => Environment.ExitCode = code });
        services.TryAddSingleton<HostHealth>();
        services.TryAddSingleton<IStartCheck, StartCheck>();
        services.AddOptions<HostOptions>()
            .Configure<LoadedOptions>((host, loaded) => host.ShutdownTimeout = loaded.Options.Worker.Grace + AfterGrace);
        services.AddHostedService<FeatureRunner>();
    }

    private static void Add<T>(IServiceCollection services, Func<TgWorkerOptions, T> part)
        where T : class => services.TryAddSingleton(provider => part(provider.GetRequiredService<TgWorkerOptions>()));
}
