using Microsoft.Extensions.DependencyInjection;
using TgWorker.Bots;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Handlers;
using TgWorker.Hosting.Intake;

namespace TgWorker.Cli;

/// <summary>The kinds of update that the handlers of <c>--handlers FILE.dll</c> are for.</summary>
internal static class HandledUpdates
{
    /// <summary>The kinds; null where no assembly is named, or it has one handler for everything.</summary>
    /// <exception cref="FormatException">The assembly cannot be loaded.</exception>
    public static IReadOnlyList<string>? Of(TgWorkerOptions options, CommandContext context)
    {
        if (options.HandlerFile is not { } file)
        {
            return null;
        }

        try
        {
            using var provider = HandlerServices.Build(file, options, context);
            return provider.GetService<UpdateRoutes>() is { } routes ? AllowedUpdates.Of(routes.List()) : null;
        }
        catch (HandlerAssemblyException e)
        {
            throw new FormatException(e.Message, e);
        }
    }
}
