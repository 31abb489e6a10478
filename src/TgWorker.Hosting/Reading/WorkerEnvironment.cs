using TgWorker.Hosting.Mistakes;
using TgWorker.Hosting.Settings;

namespace TgWorker.Hosting.Reading;

/// <summary>Reads the worker's own environment variables: <c>TGWORKER_Section__Name</c>, letter case aside.</summary>
internal static class WorkerEnvironment
{
    public const string Prefix = "TGWORKER_";

    // The test suite's own variables, which a worker that a test starts inherits.
    private const string TestPrefix = "TGWORKER_TEST_";

    public static void Read(IEnumerable<KeyValuePair<string, string>> variables, SettingLevel level, SettingsRead read)
    {
        foreach (var (name, text) in variables)
        {
            if (!name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || name.StartsWith(TestPrefix, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (SettingCatalog.Find(name[Prefix.Length..].Replace("__", ":", StringComparison.Ordinal)) is { } setting)
            {
                read.Add(setting, text, name, level);
            }
            else
            {
                read.Problems.Add(new ConfigurationProblem(name, "is not a setting." + Hint(name)));
            }
        }
    }

    private static string Hint(string name)
    {
        var path = SettingCatalog.Nearest(name[Prefix.Length..].Replace("__", ":", StringComparison.Ordinal));
        var near = path is null
            ? NearestName.Among(SettingCatalog.All.Select(setting => setting.EnvironmentName), name)
            : SettingCatalog.Find(path)!.EnvironmentName;
        return near is null ? "" : $" Did you mean {near}?";
    }
}
