using System.Text.RegularExpressions;
using Spectre.Console;
using TgWorker.Demo;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Tests.Demo;

public sealed partial class DemoCommandTests : IDisposable
{
    private readonly StringWriter _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public async Task Run_WithoutTerminal_EndsByItselfAndReportsAsLines()
    {
        var exitCode = await Eventually.DoneAsync(RunAsync(new DemoOptions { For = TimeSpan.FromSeconds(1.6) }, default));

        var text = _output.ToString();
        Assert.Equal(0, exitCode);
        Assert.StartsWith("tgworker demo:", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', text);
        Assert.Matches(Line(), text);
        Assert.Contains("lost: 0, out of order: 0", text, StringComparison.Ordinal);
        Assert.True(int.Parse(Handled().Match(text).Groups[1].ValueSpan, provider: null) > 0, text);
    }

    [Fact]
    public async Task Run_Cancelled_EndsWithItsSummary()
    {
        using var cancellation = new CancellationTokenSource();
        var running = RunAsync(new DemoOptions(), cancellation.Token);

        await cancellation.CancelAsync();

        Assert.Equal(0, await Eventually.DoneAsync(running));
        Assert.Contains("out of order: 0", _output.ToString(), StringComparison.Ordinal);
    }

    private Task<int> RunAsync(DemoOptions options, CancellationToken cancellationToken)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(_output) });
        return DemoCommand.RunAsync(options, console, TimeProvider.System, cancellationToken);
    }

    [GeneratedRegex(@"^ +\d+s +\d+/s, \d+ handled, \d+ busy lanes, \d+ retries, \d+ failed, 0 out of order\r?$", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex(@"messages: (\d+) handled")]
    private static partial Regex Handled();
}
