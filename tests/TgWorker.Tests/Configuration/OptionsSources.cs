using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Reading;
using TgWorker.Hosting.Settings;

namespace TgWorker.Tests.Configuration;

/// <summary>A directory with the files of a configuration, and an environment.</summary>
internal sealed class OptionsSources : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tgworker-options-");

    public Dictionary<string, string> Variables { get; } = [];

    public string? AppSettings { get; set; }

    public string? EnvFile { get; set; }

    public Dictionary<string, string> CommandLine { get; } = [];

    public LoadedOptions Load()
    {
        var read = new SettingsRead();
        foreach (var (flag, text) in CommandLine)
        {
            read.Add(SettingCatalog.All.Single(setting => setting.Flag == flag), text, flag, SettingLevel.CommandLine);
        }

        return new OptionsLoader(Variables, _directory.FullName, _directory.FullName)
            .Load(Write("appsettings.json", AppSettings), Write(".env", EnvFile), read);
    }

    /// <summary>The options; fails when something is wrong with them.</summary>
    public TgWorkerOptions Options()
    {
        var loaded = Load();
        Assert.Empty(loaded.Problems);
        return loaded.Options;
    }

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
