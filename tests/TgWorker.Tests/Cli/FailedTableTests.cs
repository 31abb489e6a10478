namespace TgWorker.Tests.Cli;

public sealed class FailedTableTests : IDisposable
{
    private const string LongError =
        "HTTP 500 from http://bot.example/telegram/updates/with/a/long/path and then some more words to fill the line";

    private readonly CommandLineRun _run = new();
    private readonly MemoryQueue _queue = new("telegram_updates");

    public FailedTableTests()
    {
        _run.Queues.Add(_queue);
        _queue.Jobs.AddRange([FailedJobSamples.Job(FailedJobSamples.FirstId, 0, LongError),
            FailedJobSamples.Job(FailedJobSamples.SecondId, 1)]);
    }

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(140)]
    public async Task List_OnATerminal_FitsItAndKeepsIdsWhole(int width)
    {
        _run.TerminalWidth = width;

        Assert.Equal(0, await _run.RunAsync("failed", "list"));

        var lines = _run.Out.Split('\n');
        Assert.All(lines, line => Assert.True(line.Length <= width, line));
        Assert.Single(lines, line => line.StartsWith(FailedJobSamples.FirstId, StringComparison.Ordinal));
        Assert.Single(lines, line => line.StartsWith(FailedJobSamples.SecondId, StringComparison.Ordinal));
        Assert.Contains("-1001234567890", _run.Out, StringComparison.Ordinal);
        Assert.Contains("words", _run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(200)]
    [InlineData(null)]
    public async Task List_ABotOfFiveThousandCharacters_LeavesTheOthersReadable(int? width)
    {
        _run.TerminalWidth = width;
        _queue.Jobs.Add(FailedJobSamples.Job("third", 2) with { Bot = new string('b', 5000) });

        await _run.RunAsync("failed", "list");

        Assert.Contains(FailedJobSamples.FirstId, _run.Out, StringComparison.Ordinal);
        Assert.Contains("words", _run.Out, StringComparison.Ordinal);
        Assert.True(width is null || _run.Out.Split('\n').All(line => line.Length <= width), _run.Out);
    }

    [Fact]
    public async Task Groups_OnANarrowTerminal_LeaveTheErrorRoom()
    {
        _run.TerminalWidth = 80;

        await _run.RunAsync("failed", "groups");

        Assert.Contains("HTTP 500 from http://bot.example/telegram/updates/with/a/long/path and", _run.Out, StringComparison.Ordinal);
        Assert.All(_run.Out.Split('\n'), line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public async Task Failed_WithAFilter_ListsThoseThatAreMeant()
    {
        _queue.Jobs.Add(FailedJobSamples.Job("elsewhere", 2, lane: "main:7"));

        Assert.Equal(0, await _run.RunAsync("failed", "--chat", "7"));

        Assert.Contains("elsewhere", _run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(FailedJobSamples.FirstId, _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_NotOnATerminal_IsOneLinePerJob()
    {
        await _run.RunAsync("failed", "list");

        var lines = _run.Out.TrimEnd().Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("ID ", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(LongError, lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_MoreThanAPage_HasAllJobsUnderOneTitle()
    {
        _queue.Jobs.Clear();
        _queue.Jobs.AddRange(Enumerable.Range(0, 1001).Select(i => FailedJobSamples.Job($"job-{i}", 0)));

        await _run.RunAsync("failed", "list");

        Assert.Equal(1002, _run.Out.TrimEnd().Split('\n').Length);
        Assert.Single(_run.Out.Split('\n'), line => line.StartsWith("ID", StringComparison.Ordinal));
    }

    [Fact]
    public async Task List_HostileText_ReachesTheTerminalAsEscapes()
    {
        _queue.Jobs.Clear();
        _queue.Jobs.Add(FailedJobSamples.Job("x", 0, "a\u001b]0;owned\u0007\r\nb\u009b2J\u202Ec [red]d[/]") with { Bot = "bot\u001b[2J" });

        await _run.RunAsync("failed", "list");

        Assert.Contains("a\\x1b]0;owned\\x07\\r\\nb\\x9b2J\\u202ec [red]d[/]", _run.Out, StringComparison.Ordinal);
        Assert.Contains("bot\\x1b[2J", _run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(_run.Out, c => char.IsControl(c) && c != '\n');
    }
}
