using Microsoft.Extensions.Configuration;
using TgWorker.Hosting.Settings;
using TgWorker.Hosting.Sources;

namespace TgWorker.Hosting.Reading;

/// <summary>
/// Reads the worker's settings from a host's configuration, and from the <c>.env</c> file that it may name (<c>TgWorker:EnvFile</c>).
/// </summary>
internal static class HostSettings
{
    public static LoadedOptions Load(IConfiguration configuration, HostPlan plan)
    {
        var read = new SettingsRead();
        List<IConfigurationProvider> providers = [.. SourceOf.Providers(configuration)];
        if (configuration[SettingsReader.EnvFileKey] is { Length: > 0 } path
            && EnvFile.Open(SettingsReader.EnvFileKey, path, Environment.CurrentDirectory, name =>
                configuration[name], read.Problems) is { } file)
        {
            // The weakest: a variable of the process hides one of the file.
            providers.Insert(0, file);
        }

        new SettingsReader(providers, read).Read();
        return OptionsBuilder.Build(read, plan, configuration);
    }
}
