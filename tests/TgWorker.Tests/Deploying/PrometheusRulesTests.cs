using System.Diagnostics;
using TgWorker.TestSupport.Repository;

namespace TgWorker.Tests.Deploying;

public sealed class PrometheusRulesTests
{
    /// <summary>The cases stand beside the rules; promtool comes with Debian's package prometheus, which test.sh installs.</summary>
    [Fact]
    public async Task Rules_FireAndStaySilentAsTheirCasesSay()
    {
        var start = new ProcessStartInfo("promtool", ["test", "rules", "tgworker.rules.test.yml"])
        {
            WorkingDirectory = SourceTree.File("deploy", "prometheus"), RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var promtool = Process.Start(start)!;
        var errors = promtool.StandardError.ReadToEndAsync();
        var output = await promtool.StandardOutput.ReadToEndAsync();
        await promtool.WaitForExitAsync();

        Assert.True(promtool.ExitCode == 0, output + await errors);
    }
}
