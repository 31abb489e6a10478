using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Mistakes;
using TgWorker.Hosting.Settings;

namespace TgWorker.Hosting.Reading;

/// <summary>The options with what is known of where they come from, for rules that concern more than one of them.</summary>
/// <param name="options">The options.</param>
/// <param name="winners">The values that the configuration gave, by path.</param>
/// <param name="problems">Takes down what is wrong.</param>
internal sealed class GivenSettings(
    TgWorkerOptions options, IReadOnlyDictionary<string, SettingValue> winners, List<ConfigurationProblem> problems)
{
    private static readonly TgWorkerOptions Defaults = new();

    public TgWorkerOptions Options => options;

    /// <summary>What the configuration said about a setting; null when it said nothing.</summary>
    public SettingValue? Find(string path) => winners.GetValueOrDefault(path);

    /// <summary>A setting's name as the user wrote it, or its path where code set it or nobody.</summary>
    public string NameOf(string path) => Find(path)?.Name ?? path;

    /// <summary>A setting's value as it may be shown.</summary>
    public string Shown(string path) =>
        Find(path)?.Shown ?? (SettingCatalog.Find(path) is { } setting ? setting.Shown(setting.TextIn(options) ?? "") : "");

    /// <summary>Whether a setting is other than where nobody says anything.</summary>
    public bool Differs(string path) => SettingCatalog.Find(path) is { } setting && setting.TextIn(options) != setting.TextIn(Defaults);

    /// <summary>Whether somebody said something about a setting. The shipped file says all defaults, which does not count.</summary>
    public bool IsSaid(string path) => Differs(path) || Find(path) is { Level: not SettingLevel.AppSettings };

    public void Refuse(string path, string message) => problems.Add(new ConfigurationProblem(NameOf(path), message));
}
