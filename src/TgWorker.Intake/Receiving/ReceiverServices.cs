using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TgWorker.Intake.Accepting;

namespace TgWorker.Intake.Receiving;

/// <summary>What the receiver is made of, whatever host it is in.</summary>
internal static class ReceiverServices
{
    /// <summary>Registers it, but for the options, the gate and the queue.</summary>
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<EntryLine>();
        services.AddSingleton(provider => new OrderedLine(
            provider.GetRequiredService<EntryLine>(), provider.GetRequiredService<IOptions<ReceiverOptions>>().Value.Reorder,
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new BotDirectory(provider.GetRequiredService<IOptions<ReceiverOptions>>().Value));
        services.AddSingleton<ReceiverState>();
        services.AddSingleton<RefusalLog>();
        services.AddSingleton<ReceiverEndpoint>();
        services.AddSingleton<ReceiverLifetime>();
    }

    /// <summary>Adds the receiver to what an application answers.</summary>
    public static IEndpointConventionBuilder Map(IEndpointRouteBuilder endpoints, IServiceProvider services) =>
        endpoints.MapPost(services.GetRequiredService<IOptions<ReceiverOptions>>().Value.Path + "{**bot}",
            services.GetRequiredService<ReceiverEndpoint>().HandleAsync);
}
