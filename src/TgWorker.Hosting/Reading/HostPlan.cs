using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Mistakes;

namespace TgWorker.Hosting.Reading;

/// <summary>What code said about a host while it was being put together: which features it has, and options.</summary>
internal sealed class HostPlan
{
    /// <summary>The executable's, which has all features.</summary>
    public static HostPlan OfExecutable()
    {
        var plan = new HostPlan();
        plan.Features.UnionWith(Enum.GetValues<HostFeature>());
        return plan;
    }

    /// <summary>The features.</summary>
    public HashSet<HostFeature> Features { get; } = [];

    /// <summary>Options that the configuration may overrule: what adding a feature means.</summary>
    public List<Action<TgWorkerOptions>> Defaults { get; } = [];

    /// <summary>Options that code set: they overrule the configuration.</summary>
    public List<Action<TgWorkerOptions>> Code { get; } = [];

    /// <summary>The file that is the queue when nobody says where it is; null (the default) for the one on Redis.</summary>
    public string? QueueFile { get; set; }

    /// <summary>What was found wrong meanwhile.</summary>
    public List<ConfigurationProblem> Problems { get; } = [];
}
