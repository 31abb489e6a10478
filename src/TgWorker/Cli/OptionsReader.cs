using System.CommandLine;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Mistakes;
using TgWorker.Hosting.Reading;
using TgWorker.Hosting.Settings;

namespace TgWorker.Cli;

/// <summary>Gets the options of a run and tells the user what is wrong with them.</summary>
internal sealed class OptionsReader(SettingOptions settings, CommandContext context)
{
    /// <summary>The options; null when something is wrong, which then stands on standard error.</summary>
    public TgWorkerOptions? Read(ParseResult parsed) => Load(parsed) is { Problems.Count: 0 } loaded ? loaded.Options : null;

    /// <summary>The options and what is wrong with them, which then stands on standard error too.</summary>
    public LoadedOptions Load(ParseResult parsed)
    {
        var read = new SettingsRead();
        settings.Read(parsed, read);
        var once = parsed.GetValue(settings.Once);
        if (once && read.Values.Any(value => value.Setting.Flag == "--max-jobs"))
        {
            read.Problems.Add(new ConfigurationProblem("--once", "and --max-jobs exclude each other: leave one of them out"));
        }

        var loader = new OptionsLoader(context.Variables, context.WorkingDirectory, context.ProgramDirectory);
        var loaded = loader.Load(parsed.GetValue(settings.ConfigFile), parsed.GetValue(settings.EnvFile), read);
        foreach (var warning in loaded.Warnings)
        {
            context.Error.WriteLine("tgworker: warning: " + TerminalText.Escape(warning.ToString()));
        }

        foreach (var problem in loaded.Problems)
        {
            context.Error.WriteLine("tgworker: " + TerminalText.Escape(problem.ToString()));
        }

        if (once)
        {
            (loaded.Options.Worker.MaxJobs, loaded.Options.Worker.StopWhenEmpty, loaded.Options.Worker.Concurrency) = (1, true, 1);
        }

        return loaded;
    }
}
