using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using TgWorker.Hosting.Settings;

namespace TgWorker.Hosting.Sources;

/// <summary>What is known of a provider of configuration: how much its word weighs, and how its keys were written.</summary>
internal static class SourceOf
{
    /// <summary>All providers of a configuration, the weakest first, those of chained configurations among them.</summary>
    public static IReadOnlyList<IConfigurationProvider> Providers(IConfiguration configuration) => configuration is IConfigurationRoot root
        ? [.. root.Providers.SelectMany(
            provider => provider is ChainedConfigurationProvider chained ? Providers(chained.Configuration) : [provider])]
        : [];

    public static SettingLevel Level(IConfigurationProvider provider) => provider switch
    {
        INamedSource named => named.Level,
        CommandLineConfigurationProvider => SettingLevel.CommandLine,
        EnvironmentVariablesConfigurationProvider => SettingLevel.WorkerEnvironment,
        _ => SettingLevel.AppSettings,
    };

    public static string Name(IConfigurationProvider provider, string key) => provider switch
    {
        INamedSource named => named.NameOf(key),
        CommandLineConfigurationProvider => "--" + key,
        EnvironmentVariablesConfigurationProvider => key.Replace(":", "__", StringComparison.Ordinal),
        FileConfigurationProvider { Source.Path: { } path } => $"{Path.GetFileName(path)} {key}",
        _ => key,
    };
}
