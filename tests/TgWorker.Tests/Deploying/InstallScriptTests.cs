using System.Diagnostics;
using TgWorker.TestSupport.Repository;

namespace TgWorker.Tests.Deploying;

public sealed class InstallScriptTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tgworker-install-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void Install_AndAnUpdate_ReplaceTheProgramAndKeepTheConfiguration()
    {
        Assert.Equal(0, Install(Publish("one")));
        var config = Path.Combine(_directory.FullName, "root", "etc", "tgworker", "appsettings.json");
        Assert.Equal("one", Program());
        File.WriteAllText(config, "mine");

        Assert.Equal(0, Install(Publish("two")));

        Assert.Equal("two", Program());
        Assert.Equal("mine", File.ReadAllText(config));
        Assert.True(File.Exists(Path.Combine(_directory.FullName, "root", "etc", "systemd", "system", "tgworker@.service")));
        for (var i = 0; i < 3; i++)
        {
            Install(Publish("three"));
        }

        Assert.Equal("three", Program());
        Assert.Equal(3, Directory.GetDirectories(Path.Combine(_directory.FullName, "root", "opt", "tgworker-releases")).Length);
    }

    [Fact]
    public void Install_OfNothing_IsRefused() => Assert.Equal(2, Install(_directory.FullName));

    private string Program() => File.ReadAllText(Path.Combine(_directory.FullName, "root", "opt", "tgworker", "tgworker"));

    private string Publish(string version)
    {
        var output = _directory.CreateSubdirectory(version).FullName;
        var program = Path.Combine(output, "tgworker");
        File.WriteAllText(program, version);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        File.WriteAllText(Path.Combine(output, "appsettings.json"), "{}");
        return output;
    }

    private int Install(string output)
    {
        var start = new ProcessStartInfo("bash", [SourceTree.File("deploy", "install.sh"), output]) { RedirectStandardError = true };
        start.Environment["DESTDIR"] = Path.Combine(_directory.FullName, "root");
        using var process = Process.Start(start)!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
