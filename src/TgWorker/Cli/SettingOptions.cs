using System.CommandLine;
using TgWorker.Hosting.Reading;
using TgWorker.Hosting.Settings;
using TgWorker.Hosting.Sources;

namespace TgWorker.Cli;

/// <summary>The options that are settings too, and the two that name files with settings.</summary>
internal sealed class SettingOptions
{
    private readonly List<(Setting Setting, Option Option)> _options =
        [.. SettingCatalog.All.Where(setting => setting.Flag is not null).Select(setting => (setting, Create(setting)))];

    /// <summary>tgook's and Laravel's <c>.env</c>.</summary>
    public Option<string> EnvFile { get; } = new("--env")
    {
        Description = "tgook's or Laravel's .env file: REDIS_*, HORIZON_PREFIX, APP_NAME, TELEGRAM_UPDATES_QUEUE_NAME, APP_KEY",
        HelpName = "FILE",
        Recursive = true,
    };

    /// <summary>Another appsettings.json.</summary>
    public Option<string> ConfigFile { get; } = new("--config")
    {
        Description = "read this file instead of /etc/tgworker/appsettings.json or the one beside the program",
        HelpName = "FILE",
        Recursive = true,
    };

    /// <summary>One job and out, as <c>queue:work --once</c>.</summary>
    public Option<bool> Once { get; } = new("--once") { Description = "run at most one job, then stop" };

    /// <summary>The setting behind an option; null for others.</summary>
    public Setting? SettingOf(Option option) => _options.FirstOrDefault(pair => pair.Option == option).Setting;

    /// <summary>Adds them to the commands that take them.</summary>
    public void AddTo(Command root, Command work, Command run, Command receive, Command poll, Command dashboard)
    {
        root.Add(EnvFile);
        root.Add(ConfigFile);
        foreach (var (setting, option) in _options)
        {
            Command[] takers = option.Recursive ? [root] : setting.Section switch
            {
                "Receiver" => [run, receive],
                "Poller" => [run, poll],
                "Dashboard" => setting.Path == "Dashboard:Listen" ? [dashboard] : [root, work, run, dashboard],
                "Log" or "Health" => [root, work, run, receive, poll, dashboard],
                _ => [root, work, run],
            };
            foreach (var taker in takers)
            {
                taker.Add(option);
            }
        }

        root.Add(Once);
        work.Add(Once);
        run.Add(Once);
    }

    /// <summary>Adds single ones to a command that takes none of the others.</summary>
    public void Share(Command command, params IEnumerable<string> paths)
    {
        foreach (var (_, option) in _options.Where(pair => paths.Contains(pair.Setting.Path)))
        {
            command.Add(option);
        }
    }

    /// <summary>Takes down what the command line said.</summary>
    public CommandLineSource Read(ParseResult parsed)
    {
        var source = new CommandLineSource();
        foreach (var (setting, option) in _options)
        {
            if (parsed.GetResult(option) is { Implicit: false } result)
            {
                var text = option is Option<string[]> ? string.Join(',', result.GetValueOrDefault<string[]>() ?? [])
                    : option is Option<bool> ? (result.GetValueOrDefault<bool>() ? "true" : "false") : result.GetValueOrDefault<string>();
                source.Add($"{SettingsReader.Section}:{setting.Path}", text ?? "", result.IdentifierToken?.Value ?? option.Name);
            }
        }

        return source;
    }

    private static Option Create(Setting setting)
    {
        // What every command needs; the rest concerns work alone.
        var recursive = setting.Section is "Redis" or "Sqlite" || setting.Path == "Queue:Names";
        if (setting.IsRepeatable)
        {
            return new Option<string[]>(
                setting.Flag!) { Description = setting.Description, HelpName = setting.ValueName, Recursive = recursive };
        }

        return setting.ValueName is null
            ? new Option<bool>(setting.Flag!) { Description = setting.Description, Recursive = recursive }
            : new Option<string>(setting.Flag!) { Description = setting.Description, HelpName = setting.ValueName, Recursive = recursive };
    }
}
