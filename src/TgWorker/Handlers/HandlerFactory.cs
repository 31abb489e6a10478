using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TgWorker.Core.Handling;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Handlers;

namespace TgWorker.Handlers;

/// <summary>Makes the built-in handler that the options name.</summary>
internal static class HandlerFactory
{
    public static IUpdateHandler Create(IServiceProvider services, TgWorkerOptions options) => options.Handler switch
    {
        HandlerKind.Forward => new ForwardHandler(options.Forward, services.GetRequiredService<TimeProvider>()),
        HandlerKind.Log => new LogHandler(services.GetRequiredService<ILogger<LogHandler>>()),
        _ => new NoneHandler(),
    };
}
