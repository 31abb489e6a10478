using TgWorker.Hosting.Mistakes;
using TgWorker.Hosting.Sections;
using TgWorker.Hosting.Settings;

namespace TgWorker.Hosting.Reading;

/// <summary>All settings there are.</summary>
internal static class SettingCatalog
{
    public static IReadOnlyList<Setting> All { get; } =
    [
        .. RedisSection.Settings,
        .. SqliteSection.Settings,
        .. QueueSection.Settings,
        .. WorkerSection.Settings,
        .. BalanceSection.Settings,
        .. RetrySection.Settings,
        .. FailedSection.Settings,
        .. HandlerSection.Settings,
        .. LaravelSection.Settings,
        .. LogSection.Settings,
        .. HealthSection.Settings,
        .. NotifySection.Settings,
        .. ReceiverSection.Settings,
        .. PollerSection.Settings,
        .. OutgoingSection.Settings,
        .. DashboardSection.Settings,
    ];

    private static readonly Dictionary<string, Setting> ByPath =
        All.ToDictionary(setting => setting.Path, StringComparer.OrdinalIgnoreCase);

    /// <summary>The setting of a JSON path; null when there is none.</summary>
    public static Setting? Find(string path) => ByPath.GetValueOrDefault(path) ?? BotsSection.Find(path);

    /// <summary>The sections' names.</summary>
    public static IReadOnlyList<string> SectionNames { get; } = [.. All.Select(setting => setting.Section).Distinct()];

    // Sections within sections, such as Outgoing:Limits.
    private static HashSet<string> InnerSections { get; } = All.Select(setting => setting.Path[..setting.Path.LastIndexOf(':')])
        .Where(path => path.Contains(':', StringComparison.Ordinal)).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a section stands by itself at the root of the executable's file.</summary>
    public static bool IsRootSection(string name) => SectionNames.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Whether a section at the root of a file is for the worker or says nothing, beside those of <see cref="IsRootSection"/>.
    /// </summary>
    public static bool IsHostSection(string name) =>
        name == "$schema" || string.Equals(name, BotsSection.Name, StringComparison.OrdinalIgnoreCase) ||
        string.Equals(name, SettingsReader.Section, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a path is a section, or a bot's.</summary>
    public static bool IsSection(string path) =>
        IsRootSection(path) || InnerSections.Contains(path) || string.Equals(path, BotsSection.Name, StringComparison.OrdinalIgnoreCase) ||
        (path.StartsWith(BotsSection.Name + ":", StringComparison.OrdinalIgnoreCase) && path.Count(c => c == ':') == 1);

    /// <summary>A setting of a section, for an example.</summary>
    public static string FirstOf(string section) =>
        All.FirstOrDefault(setting => setting.Path.StartsWith(section + ":", StringComparison.OrdinalIgnoreCase))?.Path
            ?? (section.Contains(':', StringComparison.Ordinal) ? $"{section}:Token" : $"{section}:NAME:Token");

    /// <summary>The path someone meant: the one of the same name in another section, or the nearest one.</summary>
    public static string? Nearest(string path)
    {
        var name = path[(path.LastIndexOf(':') + 1)..];
        return All.FirstOrDefault(setting => setting.Path.EndsWith(":" + name, StringComparison.OrdinalIgnoreCase))?.Path
            ?? NearestName.Among(All.Select(setting => setting.Path), path);
    }
}
