using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TgWorker.Core.Queues;
using TgWorker.Intake.Accepting;
using TgWorker.Intake.Receiving;

namespace TgWorker.Intake;

/// <summary>The receiver in an ASP.NET Core application.</summary>
public static class ReceiverHosting
{
    /// <summary>
    /// Adds the receiver; <see cref="MapTgWorkerReceiver"/> maps it to its path. Updates go to the <see cref="IIntakeQueue"/> among the
    /// services. Each is answered with 200 once the queue has confirmed it.
    /// </summary>
    public static IServiceCollection AddTgWorkerReceiver(this IServiceCollection services, Action<ReceiverOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<ReceiverOptions>().Configure(configure ?? (_ => { })).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ReceiverOptions>, ReceiverOptionsCheck>();
        GateServices.Add(services, provider => provider.GetRequiredService<IOptions<ReceiverOptions>>().Value.MaxBacklog);
        ReceiverServices.Add(services);
        services.AddHostedService<ReceiverLifecycle>();
        return services;
    }

    /// <summary>Receives webhooks: a POST to <see cref="ReceiverOptions.Path"/> followed by a bot's name.</summary>
    /// <returns>The endpoint's builder, for further conventions.</returns>
    public static IEndpointConventionBuilder MapTgWorkerReceiver(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        return ReceiverServices.Map(endpoints, endpoints.ServiceProvider);
    }
}
