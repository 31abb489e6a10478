using System.CommandLine;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Mistakes;
using TgWorker.Hosting.Reading;

namespace TgWorker.Cli;

/// <summary>Gets the options of a run and tells the user what is wrong with them.</summary>
internal sealed class OptionsReader(SettingOptions settings, CommandContext context)
{
    /// <summary>The options; null when something is wrong, which then stands on standard error.</summary>
    public TgWorkerOptions? Read(ParseResult parsed) => Load(parsed, plan: null) is { Problems.Count: 0 } loaded ? loaded.Options : null;

    /// <summary>The options and what is wrong with them, which then stands on standard error too.</summary>
    public LoadedOptions Load(ParseResult parsed, HostPlan? plan)
    {
        var commandLine = settings.Read(parsed);
        var reader = new ExecutableSettings(
            context.Variables, context.WorkingDirectory, [context.SystemDirectory, context.ProgramDirectory]);
        var loaded = reader.Load(parsed.GetValue(settings.ConfigFile), parsed.GetValue(settings.EnvFile), commandLine, plan);
        var once = parsed.GetValue(settings.Once);
        if (once && commandLine.Has($"{SettingsReader.Section}:Worker:MaxJobs"))
        {
            var both = new ConfigurationProblem("--once", "and --max-jobs cannot be used together: remove one of them");
            loaded = loaded with { Problems = [both, .. loaded.Problems] };
        }

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
