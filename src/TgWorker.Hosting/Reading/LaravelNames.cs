using Microsoft.Extensions.Configuration;
using TgWorker.Hosting.Mistakes;
using TgWorker.Hosting.Settings;
using TgWorker.Hosting.Sources;

namespace TgWorker.Hosting.Reading;

/// <summary>Finds the variables that tgook and Laravel read, of the process and of their <c>.env</c> file.</summary>
/// <remarks>A variable of the process hides the file's, an empty one too: neither tgook nor Laravel lets the file change what is
/// set.</remarks>
internal sealed class LaravelNames(IReadOnlyList<IConfigurationProvider> providers, SettingsRead read)
{
    private const string ApplicationName = "APP_NAME";

    private static readonly Dictionary<string, Setting> ByName =
        SettingCatalog.All.Where(setting => setting.LaravelName is not null)
            .ToDictionary(setting => setting.LaravelName!, StringComparer.Ordinal);

    // Laravel's and tgook's own, which lie near a name of ours without being a slip of the pen.
    private static readonly HashSet<string> Others = new(StringComparer.Ordinal)
    {
        ApplicationName, "REDIS_CLIENT", "REDIS_CLUSTER", "REDIS_QUEUE", "REDIS_SCHEME", "REDIS_TIMEOUT",
        "REDIS_CACHE_CONNECTION", "REDIS_QUEUE_CONNECTION", "DB_HOST", "DB_PORT", "APP_ENV", "APP_URL", "CACHE_STORE", "CACHE_DRIVER",
        "REDIS_PERSISTENT", "REDIS_MAX_RETRIES", "HORIZON_PATH", "HORIZON_NAME", "HORIZON_DOMAIN", "DB_PASSWORD", "DB_USERNAME",
        "MAIL_HOST", "MAIL_PORT", "APP_DEBUG", "APP_LOCALE", "MAIL_PASSWORD", "MAIL_USERNAME", "DB_CACHE_DB",
    };

    public void Read()
    {
        foreach (var (name, setting) in ByName)
        {
            if (Find(name) is var (provider, text))
            {
                read.Add(setting, Meaning(text), SourceOf.Name(provider, name), LevelOf(provider));
            }
        }

        read.ApplicationName = Find(ApplicationName)?.Text;
        foreach (var file in providers.OfType<VariablesSource>().Where(source => source.Level == SettingLevel.DotEnv))
        {
            Warn(file);
        }
    }

    private (IConfigurationProvider Provider, string Text)? Find(string name)
    {
        for (var i = providers.Count - 1; i >= 0; i--)
        {
            if (providers[i].TryGet(name, out var text) && text is not null)
            {
                return (providers[i], text);
            }
        }

        return null;
    }

    private static SettingLevel LevelOf(IConfigurationProvider provider) =>
        SourceOf.Level(provider) is var level && level == SettingLevel.WorkerEnvironment ? SettingLevel.LaravelEnvironment : level;

    // Laravel's env() gives these words a meaning; REDIS_PASSWORD=null stands in every new application's file.
    private static string Meaning(string text) => text.ToUpperInvariant() is "NULL" or "(NULL)" or "EMPTY" or "(EMPTY)" ? "" : text;

    private void Warn(VariablesSource file)
    {
        foreach (var name in file.Names.Where(name => !ByName.ContainsKey(name) && !Others.Contains(name)))
        {
            if (NearestName.Among(ByName.Keys, name) is { } near && NearestName.Distance(name, near) <= 2 && !file.TryGet(near, out _))
            {
                read.Warnings.Add(new ConfigurationProblem(file.NameOf(name), $"is not read. Did you mean {near}?"));
            }
        }
    }
}
