using Microsoft.Extensions.DependencyInjection;

namespace TgWorker.Hosting;

/// <summary>Registers the engine.</summary>
internal static class WorkerEngine
{
    public static void Add(IServiceCollection services) =>
        throw new InvalidOperationException("This build has no engine.");
}
