using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.History;
using TgWorker.Hosting.Stores;
using TgWorker.Laravel.Envelopes;
using TgWorker.Sqlite;

namespace TgWorker.Tests.Cli;

/// <summary><c>tgworker chat tries</c> on a queue in a file.</summary>
public sealed class ChatTriesCommandTests : IAsyncLifetime, IDisposable
{
    private const string Lane = "main:7";
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private readonly CommandLineRun _run = new() { Factory = new ConfiguredQueues() };
    private SqliteUpdateQueue? _queue;

    private string File => _run.FilePath("bot.db");

    public async Task InitializeAsync() => _queue = await SqliteUpdateQueue.OpenAsync(
        File, new SqliteQueueOptions(), new EnvelopeReader(new EnvelopeOptions()), TimeProvider.System, NullLoggerFactory.Instance,
        default);

    public async Task DisposeAsync() => await _queue!.DisposeAsync();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task Table_TheNewestFirst_WithTakeOvers_AndWhetherTheOrderWasKept()
    {
        await NoteAsync(Try(10, 0, 100), Try(11, 200, 900, WorkEnd.Lost), Try(12, 1000, 1100) with { Lapses = 1, Worker = "web2:42:cd" });

        Assert.Equal(0, await TriesAsync("main:7"));

        var lines = _run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToList();
        Assert.Equal(
            ["UPDATE TRY BEGAN TOOK TOKEN END WORKER", "9007199254740993 1 2026-01-31 12:00:01Z 100 ms 12 handled, taken over web2:42",
                "9007199254740993 1 2026-01-31 12:00:00Z 700 ms 11 lost its lease web1:4711",
                "9007199254740993 1 2026-01-31 12:00:00Z 100 ms 10 handled web1:4711", "One after the other."],
            lines);
    }

    [Fact]
    public async Task TriesThatOverlap_AreSaidToDoSo()
    {
        await NoteAsync(Try(10, 0, 100), Try(11, 50, 200));

        Assert.Equal(0, await TriesAsync("--bot", "main", "--chat", "7"));
        Assert.Contains("tries overlap: 'tgworker doctor'", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_TellsTheSameToPrograms_BigNumbersExactly()
    {
        await NoteAsync(Try(10, 0, 100));

        Assert.Equal(0, await TriesAsync("main:7", "--json"));

        using var json = JsonDocument.Parse(_run.Out);
        var queue = Assert.Single(json.RootElement.EnumerateArray());
        var one = Assert.Single(queue.GetProperty("tries").EnumerateArray());
        Assert.Equal(
            (Lane, true, 9_007_199_254_740_993, 10, "handled", 0.1),
            (queue.GetProperty("lane").GetString(), queue.GetProperty("is_in_order").GetBoolean(), one.GetProperty("update_id").GetInt64(),
                one.GetProperty("fence").GetInt32(), one.GetProperty("end").GetString(), one.GetProperty("run").GetDouble()));
    }

    [Fact]
    public async Task ChatWithoutTries_SaysSo_AndIsAnEmptyListToPrograms()
    {
        Assert.Equal(0, await TriesAsync("main:8"));
        Assert.Equal("No tries of this chat are recorded.", _run.Out.TrimEnd());

        Assert.Equal(0, await TriesAsync("main:8", "--json"));
        using var json = JsonDocument.Parse(_run.Out);
        Assert.Empty(json.RootElement[0].GetProperty("tries").EnumerateArray());
    }

    [Theory]
    [InlineData("name the chat")]
    [InlineData("'7' names no chat", "7")]
    [InlineData("names no chat: names are printable ASCII", "ma\u001b[2Jin:7")]
    [InlineData("--bot needs --chat too", "--bot", "main")]
    [InlineData("'x' is not a chat id", "--bot", "main", "--chat", "x")]
    [InlineData("either the chat's name, or --bot and --chat", "main:7", "--bot", "main")]
    public async Task Chat_ThatIsNotClear_EndsWith2AndSaysWhatIsWrong(string problem, params string[] arguments)
    {
        Assert.Equal(2, await TriesAsync(arguments));
        Assert.Contains(problem, _run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", _run.Error, StringComparison.Ordinal);
        Assert.Empty(_run.Out);
    }

    [Fact]
    public async Task WhatOthersWrote_IsEscaped()
    {
        await NoteAsync(Try(10, 0, 100) with { Worker = "w\u001b[2J\u202eb" });

        Assert.Equal(0, await TriesAsync("main:7"));

        Assert.DoesNotContain(_run.Out, character => character is '\u001b' or '\u202e');
        Assert.Contains("\\x1b", _run.Out, StringComparison.Ordinal);
    }

    private Task<int> TriesAsync(params string[] arguments) => _run.RunAsync(["chat", "tries", "--sqlite", File, .. arguments]);

    private Task NoteAsync(params IReadOnlyList<LaneOutcome> tries) => _queue!.History.AddAsync(
        new WorkRecord(HistoryTime.StepOf(DateTimeOffset.UtcNow, HistoryScale.Minute), "", tries), default);

    private static LaneOutcome Try(long token, int from, int to, WorkEnd end = WorkEnd.Handled) =>
        new(Lane, Noon.AddMilliseconds(to), TimeSpan.FromMilliseconds(to - from), end)
        {
            Attempt = 1, Fence = token, UpdateId = 9_007_199_254_740_993, Worker = "web1:4711:ab",
        };
}
