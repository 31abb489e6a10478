using Spectre.Console;
using TgWorker.Demo;

namespace TgWorker.Tests.Demo;

public sealed class DemoViewTests
{
    [Fact]
    public void Render_LargeNumbers_FitsATerminalOf80By24WithTheSummaryBelow()
    {
        var lines = Lines(DemoSnapshots.Large);

        Assert.InRange(lines.Count + DemoText.Summary(DemoSnapshots.Large).Split('\n').Length, 1, 23);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void Render_Chats_ShowsTheirLatestMessagesInOneLineEach()
    {
        var lines = Lines(DemoSnapshots.Large);

        foreach (var (chat, _) in DemoSnapshots.Large.Chats)
        {
            var line = Assert.Single(lines, line => line.Contains(chat.Name, StringComparison.Ordinal));
            Assert.Contains("9995 9996↻ 9997✗ 9998 9999", line, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Render_BrokenOrder_SaysSo()
    {
        Assert.Contains(Lines(DemoSnapshots.Large), line => line.Contains("order violations: 0", StringComparison.Ordinal));
        Assert.Contains(
            Lines(DemoSnapshots.Large with { Violations = 3 }),
            line => line.Contains("order violations: 3", StringComparison.Ordinal));
    }

    private static List<string> Lines(DemoSnapshot snapshot)
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = 80;
        console.Profile.Capabilities.Unicode = true;
        console.Write(DemoView.Render(snapshot));
        return [.. output.ToString().TrimEnd('\n').Split('\n')];
    }
}
