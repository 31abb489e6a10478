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
    ];

    private static readonly Dictionary<string, Setting> ByPath = All.ToDictionary(setting => setting.Path, StringComparer.OrdinalIgnoreCase);

    /// <summary>The setting of a JSON path; null when there is none.</summary>
    public static Setting? Find(string path) => ByPath.GetValueOrDefault(path) ?? BotsSection.Find(path);

    /// <summary>The path someone meant: the one of the same name in another section, or the nearest one.</summary>
    public static string? Nearest(string path)
    {
        var name = path[(path.LastIndexOf(':') + 1)..];
        return All.FirstOrDefault(setting => setting.Path.EndsWith(":" + name, StringComparison.OrdinalIgnoreCase))?.Path
            ?? NearestName.Among(All.Select(setting => setting.Path), path);
    }
}
