using TgWorker.Hosting.Mistakes;
using TgWorker.Hosting.Settings;

namespace TgWorker.Hosting.Reading;

/// <summary>Reads the variables that tgook and Laravel read, from the process and from their <c>.env</c> file.</summary>
internal static class LaravelEnvironment
{
    private const string ApplicationName = "APP_NAME";

    private static readonly Dictionary<string, Setting> ByName =
        SettingCatalog.All.Where(setting => setting.LaravelName is not null).ToDictionary(setting => setting.LaravelName!, StringComparer.Ordinal);

    // Laravel's and tgook's own, which lie near a name of ours without being a slip of the pen.
    private static readonly HashSet<string> Others = new(StringComparer.Ordinal)
    {
        ApplicationName, "SECRET_TOKEN", "REDIS_CLIENT", "REDIS_CLUSTER", "REDIS_QUEUE", "REDIS_SCHEME", "REDIS_TIMEOUT",
        "REDIS_CACHE_CONNECTION", "REDIS_QUEUE_CONNECTION", "DB_HOST", "DB_PORT", "APP_ENV", "APP_URL", "CACHE_STORE", "CACHE_DRIVER",
        "REDIS_PERSISTENT", "REDIS_MAX_RETRIES", "HORIZON_PATH", "HORIZON_NAME", "HORIZON_DOMAIN", "DB_PASSWORD", "DB_USERNAME",
        "MAIL_HOST", "MAIL_PORT", "APP_DEBUG", "APP_LOCALE", "MAIL_PASSWORD", "MAIL_USERNAME", "DB_CACHE_DB", "LISTEN_PORT",
    };

    /// <summary>
    /// Reads both. A variable of the process hides the file's, an empty one too: neither tgook nor Laravel lets the file
    /// change what is set.
    /// </summary>
    public static void Read(IReadOnlyDictionary<string, string> process, IReadOnlyDictionary<string, string> file, string fileName, SettingsRead read)
    {
        foreach (var (name, setting) in ByName)
        {
            if (process.TryGetValue(name, out var text))
            {
                read.Add(setting, Meaning(text), name, SettingLevel.LaravelEnvironment);
            }
            else if (file.TryGetValue(name, out text))
            {
                read.Add(setting, Meaning(text), $"{fileName} {name}", SettingLevel.EnvFile);
            }
        }

        read.ApplicationName = process.GetValueOrDefault(ApplicationName) ?? file.GetValueOrDefault(ApplicationName);
        foreach (var name in file.Keys.Where(name => !ByName.ContainsKey(name) && !Others.Contains(name)))
        {
            if (NearestName.Among(ByName.Keys, name) is { } near && NearestName.Distance(name, near) <= 2 && !file.ContainsKey(near))
            {
                read.Warnings.Add(new ConfigurationProblem($"{fileName} {name}", $"is not read. Did you mean {near}?"));
            }
        }
    }

    // Laravel's env() gives these words a meaning; REDIS_PASSWORD=null stands in every new application's file.
    private static string Meaning(string text) => text.ToUpperInvariant() is "NULL" or "(NULL)" or "EMPTY" or "(EMPTY)" ? "" : text;
}
