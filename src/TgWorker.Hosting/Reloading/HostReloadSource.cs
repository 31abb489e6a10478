using Microsoft.Extensions.Configuration;
using TgWorker.Hosting.Reading;

namespace TgWorker.Hosting.Reloading;

/// <summary>A host's own configuration, whose files are read again.</summary>
internal sealed class HostReloadSource(IConfiguration configuration, HostPlan plan) : IReloadSource
{
    public LoadedOptions Read()
    {
        (configuration as IConfigurationRoot)?.Reload();
        return HostSettings.Load(configuration, plan);
    }
}
