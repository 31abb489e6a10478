using Microsoft.Extensions.DependencyInjection;
using TgWorker.Core.Handling;
using TgWorker.Hosting.Configuration;

namespace TgWorker.Handlers;

/// <summary>The handlers that need nothing but a name.</summary>
internal static class BuiltInHandlers
{
    public static void Add(IServiceCollection services, HandlerKind? kind)
    {
        if (kind == HandlerKind.Log)
        {
            services.AddSingleton<IUpdateHandler, LogHandler>();
        }
        else
        {
            services.AddSingleton<IUpdateHandler, NoneHandler>();
        }
    }
}
