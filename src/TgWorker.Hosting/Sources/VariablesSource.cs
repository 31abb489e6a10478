using Microsoft.Extensions.Configuration;
using TgWorker.Hosting.Settings;

namespace TgWorker.Hosting.Sources;

/// <summary>
/// Environment variables, of the process or of a <c>.env</c> file: <c>A__B</c> is the key <c>A:B</c>, as everywhere in .NET.
/// </summary>
internal sealed class VariablesSource : ConfigurationProvider, INamedSource
{
    private readonly string _file;

    /// <summary>Takes variables.</summary>
    /// <param name="variables">Their names and values.</param>
    /// <param name="file">The name of the file they stand in; empty for the process's own.</param>
    public VariablesSource(IEnumerable<KeyValuePair<string, string>> variables, string file = "")
    {
        _file = file;
        foreach (var (name, value) in variables)
        {
            Data[name.Replace("__", ":", StringComparison.Ordinal)] = value;
        }
    }

    public SettingLevel Level => _file.Length > 0 ? SettingLevel.DotEnv : SettingLevel.WorkerEnvironment;

    public string NameOf(string key)
    {
        var name = key.Replace(":", "__", StringComparison.Ordinal);
        return _file.Length > 0 ? $"{_file} {name}" : name;
    }

    /// <summary>The variables' names.</summary>
    public IEnumerable<string> Names => Data.Keys;
}
