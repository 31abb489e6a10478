using Microsoft.Extensions.Configuration;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Mistakes;
using TgWorker.Hosting.Settings;
using TgWorker.Hosting.Sources;

namespace TgWorker.Hosting.Reading;

/// <summary>Makes the executable's configuration of its sources and reads the settings from it, as from any other host's.</summary>
/// <param name="variables">The process's environment.</param>
/// <param name="workingDirectory">Where relative paths begin.</param>
/// <param name="directories">Where an appsettings.json is looked for, the first found wins; never where the user happens to be.</param>
internal sealed class ExecutableSettings(
    IReadOnlyDictionary<string, string> variables, string workingDirectory, IReadOnlyList<string> directories)
{
    public const string FileName = "appsettings.json";

    /// <summary>Where an administrator keeps the settings of all commands and services of this machine.</summary>
    public const string SystemDirectory = "/etc/tgworker";

    /// <summary>Reads all sources, the weakest first: the file, <c>--env</c>, the environment, the command line.</summary>
    /// <param name="configFile">The file of <c>--config</c>, if given.</param>
    /// <param name="envFile">The file of <c>--env</c>, if given.</param>
    /// <param name="commandLine">What the command line said.</param>
    /// <param name="plan">The features that run, whose settings must have an effect; null for commands that only look.</param>
    public LoadedOptions Load(string? configFile, string? envFile, CommandLineSource commandLine, HostPlan? plan = null)
    {
        var read = new SettingsRead();
        var file = OpenSettings(configFile, read);
        var env = envFile is null ? null : EnvFile.Open("--env", envFile, workingDirectory, variables.GetValueOrDefault, read.Problems);
        IConfigurationProvider?[] sources = [file, env, new VariablesSource(variables), commandLine];
        List<IConfigurationProvider> providers = [.. sources.OfType<IConfigurationProvider>()];
        new SettingsReader(providers, read).Read();

        // Not the .env: it is another program's, and modules have no business in it.
        var configuration = new ConfigurationRoot([.. providers.Where(provider => provider != env)]);
        var loaded = OptionsBuilder.Build(read, plan, configuration);
        return file is null ? loaded : WithOthers(loaded, file);
    }

    // Sections that are not the worker's are a module's, where there is one.
    private static LoadedOptions WithOthers(LoadedOptions loaded, SettingsFile file)
    {
        var (problems, warnings) = (loaded.Problems.ToList(), loaded.Warnings.ToList());
        foreach (var section in file.Others.Where(section => !SettingCatalog.IsHostSection(section)))
        {
            var near = NearestName.Among(SettingCatalog.SectionNames, section);
            if (loaded.Options.Handler != HandlerKind.Assembly)
            {
                problems.Insert(0, new ConfigurationProblem(
                    file.NameOf(section), "is not a setting." + (near is null ? "" : $" Did you mean {near}?")));
            }
            else if (near is not null && NearestName.Distance(section, near) <= Math.Max(1, near.Length / 3))
            {
                warnings.Add(new ConfigurationProblem(file.NameOf(section), $"is left to the module. Did you mean {near}?"));
            }
        }

        return loaded with { Problems = problems, Warnings = warnings };
    }

    private SettingsFile? OpenSettings(string? configFile, SettingsRead read)
    {
        var path = configFile is not null
            ? Path.Combine(workingDirectory, configFile)
            : directories.Select(directory => Path.Combine(directory, FileName)).FirstOrDefault(File.Exists);
        if (configFile is null && UnreadSettings.Warning(Path.Combine(workingDirectory, FileName), path) is { } warning)
        {
            read.Warnings.Add(warning);
        }

        if (path is null)
        {
            return null;
        }

        try
        {
            using var json = new MemoryStream(File.ReadAllBytes(path));
            return SettingsFile.Read(json, Path.GetFileName(path), SettingsReader.Section, SettingCatalog.IsRootSection, read.Problems);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            read.Problems.Add(new ConfigurationProblem(
                configFile is null ? FileName : "--config", $"'{configFile ?? path}': {ReadFault.Of(e)}"));
            return null;
        }
    }
}
