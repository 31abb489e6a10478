using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using TgWorker.Hosting.Mistakes;
using TgWorker.Hosting.Sections;
using TgWorker.Hosting.Settings;

namespace TgWorker.Hosting.Reading;

/// <summary>
/// Reads the worker's settings from a host's configuration: the section <c>TgWorker</c> with the executable's keys, and the
/// environment's variables by the executable's and tgook's names. The same strength decides as in the executable.
/// </summary>
internal static class HostSettings
{
    public const string Section = "TgWorker";

    /// <summary>A key of the section that the executable has as <c>--env</c>: tgook's or Laravel's <c>.env</c>.</summary>
    private const string EnvFileKey = "EnvFile";

    public static LoadedOptions Load(IConfiguration configuration, HostPlan plan)
    {
        var read = new SettingsRead();
        ReadSection(configuration, configuration.GetSection(Section), "", read);
        ReadSection(configuration, configuration.GetSection(BotsSection.Name), BotsSection.Name, read);
        var (file, fileName) = ReadEnvFile(configuration, read);
        var variables = configuration.GetChildren().Where(child => child.Value is not null).ToDictionary(child => child.Key, child => child.Value!, StringComparer.Ordinal);
        LaravelEnvironment.Read(variables, file, fileName, read);
        WorkerEnvironment.Read(file, SettingLevel.EnvFile, read);
        WorkerEnvironment.Read(WorkerVariables(configuration), SettingLevel.WorkerEnvironment, read);
        return OptionsBuilder.Build(read, plan);
    }

    private static void ReadSection(IConfiguration configuration, IConfigurationSection section, string parent, SettingsRead read)
    {
        foreach (var child in section.GetChildren())
        {
            var path = parent.Length == 0 ? child.Key : $"{parent}:{child.Key}";
            var items = child.GetChildren().ToList();
            if (SettingCatalog.Find(path) is { } setting)
            {
                var text = child.Value ?? string.Join(',', items.Select(item => item.Value));
                read.Add(setting, text, child.Path, LevelOf(configuration, items.Count > 0 ? items[0].Path : child.Path));
            }
            else if (items.Count > 0)
            {
                ReadSection(configuration, child, path, read);
            }
            else if (path != EnvFileKey)
            {
                read.Problems.Add(new ConfigurationProblem(child.Path, "is not a setting." + (SettingCatalog.Nearest(path) is { } near ? $" Did you mean {Section}:{near}?" : "")));
            }
        }
    }

    private static SettingLevel LevelOf(IConfiguration configuration, string key) =>
        (configuration as IConfigurationRoot)?.Providers.LastOrDefault(provider => provider.TryGet(key, out _)) switch
        {
            CommandLineConfigurationProvider => SettingLevel.CommandLine,
            EnvironmentVariablesConfigurationProvider => SettingLevel.WorkerEnvironment,
            _ => SettingLevel.AppSettings,
        };

    // In a configuration, TGWORKER_Redis__Url has become TGWORKER_Redis:Url.
    private static IEnumerable<KeyValuePair<string, string>> WorkerVariables(IConfiguration configuration) => configuration.AsEnumerable()
        .Where(pair => pair.Value is not null && pair.Key.StartsWith(WorkerEnvironment.Prefix, StringComparison.OrdinalIgnoreCase))
        .Select(pair => KeyValuePair.Create(pair.Key.Replace(":", "__", StringComparison.Ordinal), pair.Value!));

    private static (IReadOnlyDictionary<string, string> Values, string Name) ReadEnvFile(IConfiguration configuration, SettingsRead read)
    {
        if (configuration[$"{Section}:{EnvFileKey}"] is not { Length: > 0 } path)
        {
            return (new Dictionary<string, string>(), "");
        }

        try
        {
            return (EnvFile.Read(File.ReadAllText(path), name => configuration[name]), Path.GetFileName(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            var reason = e is FormatException ? e.Message : "the file cannot be read";
            read.Problems.Add(new ConfigurationProblem($"{Section}:{EnvFileKey}", $"'{path}': {reason}"));
            return (new Dictionary<string, string>(), "");
        }
    }
}
