using TgWorker.Hosting.Mistakes;

namespace TgWorker.Hosting.Settings;

/// <summary>What the sources of the configuration said, and what was wrong with it.</summary>
internal sealed class SettingsRead
{
    public List<SettingValue> Values { get; } = [];

    public List<ConfigurationProblem> Problems { get; } = [];

    /// <summary>What looks wrong but need not be.</summary>
    public List<ConfigurationProblem> Warnings { get; } = [];

    /// <summary>tgook's <c>APP_NAME</c>, from which it makes a prefix where there is none.</summary>
    public string? ApplicationName { get; set; }

    /// <summary>Takes a value down; an empty one counts only where it means something.</summary>
    public void Add(Setting setting, string text, string name, SettingLevel level)
    {
        if (text.Length > 0 || (setting.MayBeEmpty && level is not (SettingLevel.DotEnv or SettingLevel.LaravelEnvironment)))
        {
            Values.Add(new SettingValue(setting, text, name, level));
        }
        else if (level == SettingLevel.CommandLine)
        {
            Problems.Add(new ConfigurationProblem(name, "is empty: give it a value or leave it out"));
        }
    }
}
