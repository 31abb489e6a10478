using TgWorker.Hosting.Mistakes;
using TgWorker.Hosting.Settings;

namespace TgWorker.Hosting.Reading;

/// <summary>Brings the sources of the configuration together.</summary>
/// <param name="variables">The process's environment.</param>
/// <param name="workingDirectory">Where relative paths begin and appsettings.json is looked for first.</param>
/// <param name="programDirectory">Where the appsettings.json that came with the program is.</param>
internal sealed class OptionsLoader(IReadOnlyDictionary<string, string> variables, string workingDirectory, string programDirectory)
{
    private static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>();

    /// <summary>Reads all sources but the command line, which <paramref name="read"/> holds already.</summary>
    /// <param name="configFile">The file of <c>--config</c>, if given.</param>
    /// <param name="envFile">The file of <c>--env</c>, if given.</param>
    /// <param name="read">What the command line said.</param>
    public LoadedOptions Load(string? configFile, string? envFile, SettingsRead read)
    {
        ReadAppSettings(configFile, read);
        var (file, fileName) = ReadEnvFile(envFile, read);
        LaravelEnvironment.Read(variables, file, fileName, read);
        WorkerEnvironment.Read(file, SettingLevel.EnvFile, read);
        WorkerEnvironment.Read(variables, SettingLevel.WorkerEnvironment, read);
        return OptionsBuilder.Build(read);
    }

    private void ReadAppSettings(string? configFile, SettingsRead read)
    {
        if (configFile is not null)
        {
            if (ReadFile("--config", configFile, read) is { } named)
            {
                AppSettings.Read(named, Path.GetFileName(configFile), read);
            }

            return;
        }

        var path = new[] { workingDirectory, programDirectory }
            .Select(directory => Path.Combine(directory, AppSettings.FileName))
            .FirstOrDefault(File.Exists);
        if (path is not null && ReadFile(AppSettings.FileName, path, read) is { } found)
        {
            AppSettings.Read(found, AppSettings.FileName, read);
        }
    }

    private (IReadOnlyDictionary<string, string> Values, string Name) ReadEnvFile(string? envFile, SettingsRead read)
    {
        if (envFile is null || ReadFile("--env", envFile, read) is not { } text)
        {
            return (Nothing, "");
        }

        var name = Path.GetFileName(envFile);
        try
        {
            return (EnvFile.Read(text, variables.GetValueOrDefault), name);
        }
        catch (FormatException e)
        {
            read.Problems.Add(new ConfigurationProblem($"--env {name}", e.Message));
            return (Nothing, name);
        }
    }

    private string? ReadFile(string option, string path, SettingsRead read)
    {
        try
        {
            return File.ReadAllText(Path.Combine(workingDirectory, path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            var reason = e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : "the file cannot be read";
            read.Problems.Add(new ConfigurationProblem(option, $"'{path}': {reason}"));
            return null;
        }
    }
}
