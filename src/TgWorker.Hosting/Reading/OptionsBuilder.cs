using Microsoft.Extensions.Configuration;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Mistakes;
using TgWorker.Hosting.Queues;
using TgWorker.Hosting.Settings;

namespace TgWorker.Hosting.Reading;

/// <summary>Makes options of what the sources said: the strongest value of each setting wins.</summary>
internal static class OptionsBuilder
{
    public static LoadedOptions Build(SettingsRead read, HostPlan? plan, IConfiguration configuration)
    {
        var winners = new Dictionary<string, SettingValue>(StringComparer.Ordinal);
        foreach (var value in read.Values.OrderBy(value => value.Level))
        {
            winners[value.Setting.Path] = value;
        }

        var options = new TgWorkerOptions();
        plan?.Defaults.ForEach(preset => preset(options));
        if (!string.IsNullOrEmpty(read.ApplicationName))
        {
            options.Prefix = LaravelPrefix.ForApplication(read.ApplicationName);
        }

        // The weak first, and the settings of one source in the catalog's order: a host from the environment replaces that
        // of a URL in a file, while a URL wins over the parts beside it.
        var order = SettingCatalog.All.Select((setting, index) => (setting.Path, index))
            .ToDictionary(pair => pair.Path, pair => pair.index);
        var problems = new List<ConfigurationProblem>(read.Problems);
        foreach (var value in winners.Values.OrderBy(value => value.Level)
            .ThenBy(value => order.GetValueOrDefault(value.Setting.Path, order.Count)))
        {
            try
            {
                value.Setting.Apply(options, value.Text);
            }
            catch (FormatException e)
            {
                problems.Add(new ConfigurationProblem(value.Name, $"{value.Shown} {e.Message}"));
            }
        }

        var given = new GivenSettings(options, winners, problems);
        QueuePlace.Decide(given, plan?.QueueFile);
        if (plan is not null)
        {
            FeatureChecks.Check(plan, winners.Values, problems);
            plan.Code.ForEach(set => set(options));
            problems.AddRange(OfCode(options));
        }

        OptionsChecks.Check(given);
        if (plan is not null)
        {
            EffectChecks.Check(given, plan);
        }

        if (given.Find("Redis:Url") is { Level: SettingLevel.CommandLine } url && options.Redis.Password is { Length: > 0 } password
            && url.Text.Contains(password, StringComparison.Ordinal))
        {
            read.Warnings.Add(new ConfigurationProblem(
                url.Name, "has a password, which everybody on this machine can read in the list of processes: use "
                    + "--redis-password-file or REDIS_PASSWORD"));
        }

        return new LoadedOptions(options, problems, read.Warnings, configuration);
    }

    // What the configuration said has been checked: what is wrong now was set by code.
    private static IEnumerable<ConfigurationProblem> OfCode(TgWorkerOptions options) => SettingCatalog.All
        .Select(setting => (setting.Path, Problem: setting.ProblemIn(options)))
        .Where(found => found.Problem is not null)
        .Select(found => new ConfigurationProblem($"{found.Path}, set by code", found.Problem!));
}
