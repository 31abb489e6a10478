using Microsoft.Extensions.Configuration;
using TgWorker.Hosting.Settings;

namespace TgWorker.Hosting.Sources;

/// <summary>What the command line said, each option under the key of its setting.</summary>
internal sealed class CommandLineSource : ConfigurationProvider, INamedSource
{
    private readonly Dictionary<string, string> _names = new(StringComparer.OrdinalIgnoreCase);

    public SettingLevel Level => SettingLevel.CommandLine;

    public string NameOf(string key) => _names.GetValueOrDefault(key, key);

    /// <summary>Takes an option down.</summary>
    /// <param name="key">The setting's key.</param>
    /// <param name="text">The value.</param>
    /// <param name="name">The option as it was written.</param>
    public void Add(string key, string text, string name) => (Data[key], _names[key]) = (text, name);

    /// <summary>Whether an option was given.</summary>
    public bool Has(string key) => Data.ContainsKey(key);
}
