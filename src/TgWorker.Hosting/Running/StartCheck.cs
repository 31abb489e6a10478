using Microsoft.Extensions.DependencyInjection;
using TgWorker.Bots;
using TgWorker.Core.Handling;
using TgWorker.Hosting.Lifetime;
using TgWorker.Hosting.Reading;

namespace TgWorker.Hosting.Running;

/// <summary>Looks whether the configuration is good and whether the handlers can be made.</summary>
internal sealed class StartCheck(LoadedOptions loaded, HostPlan plan, IServiceProvider services) : IStartCheck
{
    private readonly Lazy<IReadOnlyList<string>> _problems = new(() => Find(loaded, plan, services));

    public IReadOnlyList<string> Problems => _problems.Value;

    private static IReadOnlyList<string> Find(LoadedOptions loaded, HostPlan plan, IServiceProvider services)
    {
        List<string> found = [.. loaded.Problems.Concat(plan.Problems).Select(problem => problem.ToString())];
        return found.Count > 0 || !plan.Features.Contains(HostFeature.Worker) ? found : Handlers(services);
    }

    // Routes are checked when they are made.
    private static IReadOnlyList<string> Handlers(IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<IUpdateHandler>();
            return [];
        }
        catch (InvalidRoutesException e)
        {
            return e.Problems;
        }
#pragma warning disable CA1031 // Whatever their constructors throw: it is told, and nothing starts.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return [e is InvalidOperationException ? e.Message : $"The handlers cannot be made: {e.GetType().Name}: {e.Message}"];
        }
    }
}
