using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Reading;
using TgWorker.Hosting.Sources;

namespace TgWorker.Tests.Configuration;

/// <summary>A directory with the files of a configuration, and an environment.</summary>
internal sealed class OptionsSources : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tgworker-options-");

    public Dictionary<string, string> Variables { get; } = [];

    public string? AppSettings { get; set; }

    public string? EnvFile { get; set; }

    public Dictionary<string, string> CommandLine { get; } = [];

    /// <summary>Reads everything.</summary>
    /// <param name="plan">The features that run.</param>
    /// <param name="beside">The settings file beside the program; null when there is none.</param>
    public LoadedOptions Load(HostPlan? plan = null, string? beside = null)
    {
        var commandLine = new CommandLineSource();
        foreach (var (flag, text) in CommandLine)
        {
            commandLine.Add($"TgWorker:{SettingCatalog.All.Single(setting => setting.Flag == flag).Path}", text, flag);
        }

        var program = _directory.CreateSubdirectory("program");
        Write("program/appsettings.json", beside);
        return new ExecutableSettings(Variables, _directory.FullName, beside is null ? [] : [program.FullName])
            .Load(Write("appsettings.json", AppSettings), Write(".env", EnvFile), commandLine, plan);
    }

    /// <summary>The options; fails when something is wrong with them.</summary>
    public TgWorkerOptions Options()
    {
        var loaded = Load();
        Assert.Empty(loaded.Problems);
        return loaded.Options;
    }

    /// <summary>Puts a file where the user happens to be.</summary>
    public void InWorkingDirectory(string appSettings) => Write("appsettings.json", appSettings);

    public IEnumerable<string> Problems() => Load().Problems.Select(problem => problem.ToString());

    public void Dispose() => _directory.Delete(recursive: true);

    private string? Write(string name, string? text)
    {
        if (text is null)
        {
            return null;
        }

        var path = Path.Combine(_directory.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
