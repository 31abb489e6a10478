using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;
using TgWorker.Hosting.Mistakes;
using TgWorker.Hosting.Settings;

namespace TgWorker.Hosting.Sources;

/// <summary>
/// The executable's appsettings.json, comments and trailing commas allowed. The worker's sections stand in it by themselves or, as in
/// the file of any other host, within <c>TgWorker</c>; all others are left to the module.
/// </summary>
internal sealed class SettingsFile : ConfigurationProvider, INamedSource
{
    private readonly string _file;
    private readonly string _root;
    private readonly HashSet<string> _moved = new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedSet<string> _others = new(StringComparer.OrdinalIgnoreCase);

    private SettingsFile(string file, string root) => (_file, _root) = (file, root);

    public SettingLevel Level => SettingLevel.AppSettings;

    /// <summary>The sections that are neither the worker's nor the bots'.</summary>
    public IReadOnlyCollection<string> Others => _others;

    /// <summary>Reads a file's text; what is wrong with it is added to <paramref name="problems"/>.</summary>
    /// <param name="json">The text.</param>
    /// <param name="file">Its name in messages.</param>
    /// <param name="root">The section that the worker's settings are put into.</param>
    /// <param name="isOurs">Whether a section is the worker's.</param>
    /// <param name="problems">Takes down what is wrong.</param>
    public static SettingsFile Read(Stream json, string file, string root, Func<string, bool> isOurs, List<ConfigurationProblem> problems)
    {
        var settings = new SettingsFile(file, root);
        try
        {
            settings.Take(new Parser(json).Parse(), isOurs);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            // Not its message: it may quote what stands there.
            problems.Add(new ConfigurationProblem(file, (e as JsonException ?? e.InnerException) is JsonException at
                ? $"is not valid JSON at line {at.LineNumber + 1}, column {at.BytePositionInLine + 1}"
                : "is not a JSON object, or has a key twice"));
        }

        return settings;
    }

    public string NameOf(string key) => $"{_file} {(_moved.Contains(SectionOf(key, 1)) ? key[(_root.Length + 1)..] : key)}";

    private void Take(IDictionary<string, string?> data, Func<string, bool> isOurs)
    {
        foreach (var (key, value) in data)
        {
            var section = SectionOf(key, 0);
            if (isOurs(section))
            {
                _moved.Add($"{_root}:{section}");
                Data[$"{_root}:{key}"] = value;
            }
            else
            {
                Data[key] = value;
                _others.Add(section);
            }
        }
    }

    // The first parts of a key.
    private static string SectionOf(string key, int after)
    {
        var end = key.IndexOf(':', StringComparison.Ordinal);
        for (; after > 0 && end >= 0; after--)
        {
            end = key.IndexOf(':', end + 1);
        }

        return end < 0 ? key : key[..end];
    }

    // .NET's own, which wants to be a provider.
    private sealed class Parser(Stream json) : JsonStreamConfigurationProvider(new JsonStreamConfigurationSource { Stream = json })
    {
        public IDictionary<string, string?> Parse()
        {
            Load();
            return Data;
        }
    }
}
