using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace TgWorker.Hosting.Lifetime;

/// <summary>
/// A service of a feature, which <see cref="FeatureRunner"/> starts in its turn, whatever the order in which features were added.
/// </summary>
/// <param name="Turn">When.</param>
/// <param name="Create">Makes it, once the configuration has been found good.</param>
internal sealed record HostedFeature(Turn Turn, Func<IServiceProvider, IHostedService> Create)
{
    /// <summary>Registers a service once.</summary>
    public static void Add<T>(IServiceCollection services, Turn turn)
        where T : class, IHostedService
    {
        if (services.Any(service => service.ImplementationInstance is Typed<T>))
        {
            return;
        }

        var feature = new HostedFeature(turn, static provider => ActivatorUtilities.CreateInstance<T>(provider));
        services.AddSingleton(new Typed<T>(feature)).AddSingleton(feature);
    }

    private sealed record Typed<T>(HostedFeature Feature);
}
