using TgWorker.Cli;
using TgWorker.Core.Operating;
using TgWorker.TestSupport.Time;

namespace TgWorker.Tests.Cli;

public sealed class ProgressBarTests
{
    private readonly FakeTime _time = new();
    private readonly StringWriter _out = new();

    [Theory]
    [InlineData(0, 1000, 10, "[..............................] 0 of 1,000")]
    [InlineData(500, 1000, 10, "[###############...............] 500 of 1,000, 0:10 left")]
    [InlineData(1, 1000, 10, "[..............................] 1 of 1,000, 166:30 left")]
    [InlineData(1, 1_000_000, 10, "[..............................] 1 of 1,000,000")]
    [InlineData(1200, 1000, 10, "[##############################] 1,200 of 1,200")]
    [InlineData(5, 0, 10, "[..............................] 5 of 5")]
    public void Text_SaysHowMuchIsDoneAndHowLongTheRestTakes(long done, long total, int seconds, string text) =>
        Assert.Equal(text, ProgressBar.Text(new WorkDone(done, total), TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Report_OnATerminal_PaintsOverItselfTenTimesASecondAndIsGoneAtTheEnd()
    {
        using (var bar = new ProgressBar(Context(width: 40)))
        {
            bar.Report(new WorkDone(1, 10));
            Assert.Equal("", _out.ToString());
            _time.Advance(TimeSpan.FromMilliseconds(100));
            bar.Report(new WorkDone(2, 10));
            bar.Report(new WorkDone(3, 10));
            Assert.Equal("\r[######........................] 2 of 1", _out.ToString());
        }

        Assert.EndsWith('\r' + new string(' ', 39) + '\r', _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Report_WithoutATerminal_WritesNothing()
    {
        using (var bar = new ProgressBar(Context(width: null)))
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            bar.Report(new WorkDone(1, 10));
        }

        Assert.Equal("", _out.ToString());
    }

    private CommandContext Context(int? width) => new()
    {
        Out = _out, Error = TextWriter.Null, In = TextReader.Null, TerminalWidth = width, Variables = new Dictionary<string, string>(),
        WorkingDirectory = "", ProgramDirectory = "", Time = _time, Queues = null!, AddEngine = static _ => { },
    };
}
