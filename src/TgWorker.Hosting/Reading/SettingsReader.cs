using Microsoft.Extensions.Configuration;
using TgWorker.Hosting.Mistakes;
using TgWorker.Hosting.Sections;
using TgWorker.Hosting.Settings;
using TgWorker.Hosting.Sources;

namespace TgWorker.Hosting.Reading;

/// <summary>
/// Finds the worker's settings in a configuration, whoever made it. They stand in the section <c>TgWorker</c> (<c>TgWorker:Redis:Url</c>,
/// in the environment <c>TgWorker__Redis__Url</c> or, shorter, <c>TGWORKER_Redis__Url</c>), the bots in <c>TelegramBots</c>; some have the
/// names that tgook and Laravel give them (<c>REDIS_URL</c>).
/// </summary>
/// <remarks>
/// For one key, the last provider that has it decides, as everywhere in .NET, but a list is never pieced together from several. Where a
/// setting was given by several names, the level of the source decides.
/// </remarks>
internal sealed class SettingsReader(IReadOnlyList<IConfigurationProvider> providers, SettingsRead read)
{
    public const string Section = "TgWorker";

    /// <summary>A key of the section that the executable has as <c>--env</c>: tgook's or Laravel's <c>.env</c>.</summary>
    public const string EnvFileKey = Section + ":EnvFile";

    // The test suite's own variables, which a worker that a test starts inherits.
    private const string TestPrefix = Setting.Prefix + "TEST_";

    /// <summary>Reads all there is.</summary>
    public void Read()
    {
        Visit(Section, "");
        Visit(BotsSection.Name, BotsSection.Name);
        foreach (var key in Children(null).Where(key => key.StartsWith(Setting.Prefix, StringComparison.OrdinalIgnoreCase)
            && !key.StartsWith(TestPrefix, StringComparison.OrdinalIgnoreCase)).ToList())
        {
            Visit(key, key[Setting.Prefix.Length..]);
        }

        new LaravelNames(providers, read).Read();
    }

    // The path is the key as the catalog has it; empty for the section itself.
    private void Visit(string key, string path)
    {
        if (path.Length > 0 && SettingCatalog.Find(path) is { } setting)
        {
            Take(setting, key);
            return;
        }

        var children = Children(key);
        if (SettingCatalog.IsSection(path) && providers.LastOrDefault(provider => HasText(provider, key)) is { } mistaken)
        {
            // Without the value, which may be a token or a password.
            read.Problems.Add(new ConfigurationProblem(
                SourceOf.Name(mistaken, key),
                "is a section and has no value of its own: give its settings, such as "
                    + InTheWayOf(mistaken, key, SettingCatalog.FirstOf(path))));
        }

        if (children.Count > 0 && (path.Length == 0 || SettingCatalog.IsSection(path)))
        {
            foreach (var child in children)
            {
                Visit($"{key}:{child}", path.Length == 0 ? child : $"{path}:{child}");
            }
        }
        else if (path.Length > 0 && !IsEmptySection(path, children) && !IsKnown(key) && Owner(key) is { } owner)
        {
            read.Problems.Add(new ConfigurationProblem(SourceOf.Name(owner, key), "is not a setting." + Hint(owner, key, path)));
        }
    }

    private void Take(Setting setting, string key)
    {
        if (Owner(key) is not { } owner)
        {
            return;
        }

        var (name, level) = (SourceOf.Name(owner, key), SourceOf.Level(owner));
        var items = owner.GetChildKeys([], key).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (items.Count == 0)
        {
            if (owner.TryGet(key, out var text) && text is not null)
            {
                read.Add(setting, text, name, level);
            }
        }
        else if (items.ConvertAll(
            item => item.All(char.IsAsciiDigit) && owner.TryGet($"{key}:{item}", out var value) ? value : null) is var values
                && !values.Contains(null))
        {
            read.Add(setting, string.Join(',', values), name, level);
        }
        else
        {
            read.Problems.Add(new ConfigurationProblem(name, "is a JSON object or a nested list: give a plain value"));
        }
    }

    private static bool IsEmptySection(string path, List<string> children) => children.Count == 0 && SettingCatalog.IsSection(path);

    private static bool HasText(IConfigurationProvider provider, string key) =>
        provider.TryGet(key, out var text) && !string.IsNullOrEmpty(text);

    private static bool IsKnown(string key) =>
        key.EndsWith(":$schema", StringComparison.Ordinal) || string.Equals(key, EnvFileKey, StringComparison.OrdinalIgnoreCase);

    // The last provider that says anything about a key.
    private IConfigurationProvider? Owner(string key) =>
        providers.LastOrDefault(provider => provider.TryGet(key, out _) || provider.GetChildKeys([], key).Any());

    private List<string> Children(string? key) =>
        [.. providers.SelectMany(provider => provider.GetChildKeys([], key)).Distinct(StringComparer.OrdinalIgnoreCase)];

    // What was meant, written as the user wrote it.
    private static string Hint(IConfigurationProvider owner, string key, string path)
    {
        if (SettingCatalog.Nearest(path) is { } near)
        {
            return $" Did you mean {InTheWayOf(owner, key, near)}?";
        }

        if (SourceOf.Level(owner) is SettingLevel.WorkerEnvironment or SettingLevel.DotEnv)
        {
            return NearestName.Hint(SettingCatalog.All.Select(setting => setting.EnvironmentName),
                key.Replace(":", "__", StringComparison.Ordinal));
        }

        return path.Contains(':', StringComparison.Ordinal) ? "" : NearestName.Hint(SettingCatalog.SectionNames, path);
    }

    private static string InTheWayOf(IConfigurationProvider owner, string key, string path)
    {
        var isSection = key.StartsWith(Section + ":", StringComparison.OrdinalIgnoreCase);
        return SourceOf.Level(owner) switch
        {
            SettingLevel.WorkerEnvironment or SettingLevel.DotEnv =>
                (isSection ? Section + "__" : Setting.Prefix) + path.Replace(":", "__", StringComparison.Ordinal),
            SettingLevel.CommandLine => $"--{Section}:{path}",
            _ => owner is SettingsFile file && !file.NameOf(key).Contains($" {Section}:", StringComparison.OrdinalIgnoreCase) ? path
                : $"{Section}:{path}",
        };
    }
}
