using TgWorker.Cli.Commands;

namespace TgWorker.Tests.Cli;

public sealed class RunCommandTests : IDisposable
{
    private readonly CommandLineRun _run = new();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData(false, false, "there is no bot, and nothing to handle its updates")]
    [InlineData(true, false, "there is no bot to receive for", true)]
    [InlineData(false, true, "nothing is chosen to handle the updates")]
    [InlineData(true, false, "there is no bot to poll for")]
    public void Missing_IsSaidInOneLineWithTheWayOut(bool hasHandler, bool hasBot, string expected, bool receives = false)
    {
        var missing = RunCommand.Missing(hasHandler, hasBot, receives)!;

        Assert.StartsWith(expected, missing, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', missing);
        Assert.Equal(!hasHandler, missing.Contains("--handler log", StringComparison.Ordinal));
        Assert.Equal(!hasBot, missing.Contains("TGWORKER_TelegramBots__main__Token", StringComparison.Ordinal));
        Assert.Equal(receives, missing.Contains("--any-bot", StringComparison.Ordinal));
    }

    [Fact]
    public void Missing_Nothing_IsNull() => Assert.Null(RunCommand.Missing(hasHandler: true, hasBot: true, receives: false));

    [Fact]
    public async Task Run_WithNothingSet_EndsAsAMistakeOfUsage_WithOneLine()
    {
        Assert.Equal(2, await _run.RunAsync("run"));

        Assert.Single(_run.Error.TrimEnd().Split('\n'));
        Assert.Empty(_run.Out);
        Assert.Null(_run.Opened);
    }

    [Fact]
    public async Task Run_WithoutABot_NeedsOneOrAnAddressToListenOn()
    {
        Assert.Equal(2, await _run.RunAsync("run", "--handler", "none"));
        Assert.Contains("--listen URL", _run.Error, StringComparison.Ordinal);
    }
}
