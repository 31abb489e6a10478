using System.ComponentModel;
using System.Diagnostics;
using TgWorker.TestSupport.Repository;
using Xunit.Sdk;

namespace TgWorker.Tests.Systemd;

public sealed class UnitFileTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tgworker-units-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory]
    [InlineData("tgworker.service", "tgworker.service")]
    [InlineData("tgworker@.service", "tgworker@1.service")]
    [InlineData("tgworker-receive.service", "tgworker-receive.service")]
    [InlineData("tgworker-poll.service", "tgworker-poll.service")]
    public async Task Unit_CheckedBySystemd_HasNoFault(string file, string unit)
    {
        var path = Install(file, unit);

        Assert.Equal("", await AnalyzeAsync("verify", "--man=no", path));
    }

    [Theory]
    [InlineData("tgworker.service", "tgworker.service")]
    [InlineData("tgworker@.service", "tgworker@1.service")]
    [InlineData("tgworker-receive.service", "tgworker-receive.service")]
    [InlineData("tgworker-poll.service", "tgworker-poll.service")]
    public async Task Unit_CheckedForExposure_IsBelowThree(string file, string unit)
    {
        var path = Install(file, unit);

        await AnalyzeAsync("security", "--offline=true", "--threshold=30", "--no-pager", path);
    }

    // All else is read-only for it (ProtectSystem): a queue in a file could be nowhere.
    [Theory]
    [InlineData("tgworker.service")]
    [InlineData("tgworker@.service")]
    [InlineData("tgworker-receive.service")]
    [InlineData("tgworker-poll.service")]
    public void Unit_HasAFolderForAQueueInAFile_WhichTheDocsName(string file)
    {
        Assert.Contains("StateDirectory=tgworker", File.ReadAllLines(SourceTree.File("deploy", "systemd", file)));
        Assert.Contains("/var/lib/tgworker/", File.ReadAllText(SourceTree.File("docs", "sqlite.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Template_ComparedWithTheSingleUnit_DiffersOnlyInItsNames()
    {
        var single = Lines("tgworker.service");
        var template = Lines("tgworker@.service");

        Assert.Equal(single, template
            .Where(line => line != "EnvironmentFile=-/etc/tgworker/environment-%i")
            .Select(line => line.Replace(", replica %i", "").Replace("-%i", "")));

        static IEnumerable<string> Lines(string file)
            => File.ReadLines(SourceTree.File("deploy", "systemd", file)).Skip(1);
    }

    /// <summary>Copies the unit to where its program is the one just built, as systemd checks that the program exists.</summary>
    private string Install(string file, string unit)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "tgworker");
        var text = File.ReadAllText(SourceTree.File("deploy", "systemd", file)).Replace("/opt/tgworker/tgworker", program);
        var path = Path.Combine(_directory.FullName, unit);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>What systemd-analyze had to say on standard error; it must succeed.</summary>
    private static async Task<string> AnalyzeAsync(params string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo("systemd-analyze", arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, $"systemd-analyze {string.Join(' ', arguments)}:\n{errors}{await output}");
            return errors;
        }
        catch (Win32Exception)
        {
            throw new XunitException("This test needs systemd-analyze: ./test.sh installs it where it may, or apt-get install systemd.");
        }
    }
}
