using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.History;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Stores;
using TgWorker.Laravel.Envelopes;
using TgWorker.Sqlite;

namespace TgWorker.Tests.Cli;

/// <summary><c>tgworker history</c> on a queue in a file: what it says fits the terminal, whatever the times are.</summary>
public sealed class HistoryCommandTests : IAsyncLifetime, IDisposable
{
    private readonly CommandLineRun _run = new() { Factory = new ConfiguredQueues() };
    private IUpdateQueue? _queue;

    public async Task InitializeAsync()
    {
        _queue = await SqliteUpdateQueue.OpenAsync(_run.FilePath("bot.db"), new SqliteQueueOptions(),
            new EnvelopeReader(new EnvelopeOptions()), TimeProvider.System, NullLoggerFactory.Instance, default);
        var minute = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 60;
        await _queue.History!.AddAsync(new WorkRecord(minute, "message h=12345 f=7 r=123 w120=9 x110=9", []), default);
    }

    public Task DisposeAsync() => _queue!.DisposeAsync().AsTask();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData(80, "KIND, WITH p50")]
    [InlineData(160, "WAIT p50")]
    public async Task History_OnATerminal_FitsItWithAllTimes(int width, string shown)
    {
        _run.TerminalWidth = width;

        Assert.Equal(0, await _run.RunAsync("history", "--sqlite", _run.FilePath("bot.db")));

        Assert.Contains(shown, _run.Out, StringComparison.Ordinal);
        Assert.Contains("p99", _run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("…", _run.Out, StringComparison.Ordinal);
        Assert.All(_run.Out.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, width));
    }

    [Fact]
    public async Task File_InAFolderThatIsNotThere_IsOneLineWithTheWayOut()
    {
        Assert.Equal(1, await _run.RunAsync("history", "--sqlite", _run.FilePath("nowhere/bot.db")));

        Assert.EndsWith("bot.db: its folder does not exist: create it, or name another file\n", _run.Error, StringComparison.Ordinal);
    }
}
