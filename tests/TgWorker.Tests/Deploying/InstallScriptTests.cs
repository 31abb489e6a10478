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
    public void Back_GoesToTheReleaseBefore_UntilThereIsNone()
    {
        Install(Publish("one"));
        Install(Publish("two"));
        Install(Publish("three"));

        Assert.Equal(0, Install("--back"));
        Assert.Equal("two", Program());
        Assert.Equal(0, Install("--back"));
        Assert.Equal("one", Program());
        Assert.Equal(1, Install("--back"));
        Assert.Equal("one", Program());
        Install(Publish("four"));
        Assert.Equal("four", Program());
        Assert.Equal(0, Install("--back"));
        Assert.Equal("three", Program());
    }

    [Fact]
    public void Back_WithNothingInstalled_IsRefused() => Assert.Equal(1, Install("--back"));

    [Fact]
    public void Install_OfNothing_IsRefused() => Assert.Equal(2, Install(_directory.FullName));

    [Fact]
    public void Install_SettingsInWhatWasPublished_AreNotForTheWorld()
    {
        Install(Publish("one"));

        var release = Assert.Single(Directory.GetDirectories(Path.Combine(_directory.FullName, "root", "opt", "tgworker-releases")));
        using var stat = Process.Start(
            new ProcessStartInfo("stat", ["-c", "%a", Path.Combine(release, "appsettings.json")]) { RedirectStandardOutput = true })!;
        Assert.Equal("640", stat.StandardOutput.ReadToEnd().Trim());
    }

    /// <summary>Runs the script's own function, with what would change a file's owner or mode written down instead.</summary>
    [Theory]
    [InlineData("tgook.env", false, "chown root:tgworker FILE;chmod 640 FILE;")]
    [InlineData("tgook.env", true, "")]
    public void Own_OfALink_ChangesNothingAndSaysTheWayOut(string name, bool isLink, string changes)
    {
        var target = Path.Combine(_directory.FullName, "target.env");
        var file = Path.Combine(_directory.FullName, name);
        File.WriteAllText(target, "REDIS_HOST=127.0.0.1");
        if (isLink)
        {
            File.CreateSymbolicLink(file, target);
        }
        else
        {
            File.Move(target, file);
        }

        var script = SourceTree.File("deploy", "install.sh");
        var start = new ProcessStartInfo("bash", ["-c", $"""
            chown() {"{"} echo -n "chown $*;"; {"}"}
            chmod() {"{"} echo -n "chmod $*;"; {"}"}
            runuser() {"{"} false; {"}"}
            eval "$(sed -n '/^own() {"{"}/,/^{"}"}/p' '{script}')"
            own '{file}'
            """]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.Equal(changes.Replace("FILE", file, StringComparison.Ordinal), output);
        Assert.Equal(isLink, errors.Contains($"may not read {target}", StringComparison.Ordinal));
    }

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
