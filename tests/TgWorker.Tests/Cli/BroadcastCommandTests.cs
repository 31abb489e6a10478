using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Broadcasts;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Stores;
using TgWorker.Laravel.Envelopes;
using TgWorker.Sqlite;

namespace TgWorker.Tests.Cli;

/// <summary><c>tgworker broadcast</c> on a queue in a file.</summary>
public sealed class BroadcastCommandTests : IAsyncLifetime, IDisposable
{
    private readonly CommandLineRun _run = new() { Factory = new ConfiguredQueues() };
    private IUpdateQueue? _queue;

    private string QueueFile => _run.FilePath("bot.db");

    public async Task InitializeAsync()
    {
        _queue = await SqliteUpdateQueue.OpenAsync(
            QueueFile, new SqliteQueueOptions(), new EnvelopeReader(new EnvelopeOptions()), TimeProvider.System,
            NullLoggerFactory.Instance, default);
        await File.WriteAllTextAsync(_run.FilePath("chats.txt"), "7\n8\n7\n");
        await File.WriteAllTextAsync(_run.FilePath("chats.csv"), "chat,name\n7,Ann\n8,Bo\n");
        await File.WriteAllTextAsync(_run.FilePath("bad.txt"), "7\nx\n");
        await File.WriteAllTextAsync(_run.FilePath("zone.csv"), "chat,time_zone\n7,Mars\n");
    }

    public async Task DisposeAsync() => await _queue!.DisposeAsync();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task Start_Text_IsThereToBeSentAndShown()
    {
        Assert.Equal(0, await BroadcastAsync("start", "--bot", "main", "--audience", "chats.txt", "--text", "hello", "--title", "news"));
        Assert.Contains("0 of 2 sent, 2 left", _run.Out, StringComparison.Ordinal);
        Assert.Contains("sendMessage as bot main", _run.Out, StringComparison.Ordinal);

        await BroadcastAsync("list", "--json");
        var its = Assert.Single(JsonElement.Parse(_run.Out).EnumerateArray());
        Assert.Equal(("news", "sending", 2, 2), (its.GetProperty("title").GetString(), its.GetProperty("state").GetString(),
            its.GetProperty("total").GetInt32(), its.GetProperty("left").GetInt32()));
        await BroadcastAsync("list");
        Assert.Contains("news", _run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("hello", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PauseContinueCancel_GoWhereTheyMay()
    {
        var id = await StartAsync("--audience", "chats.csv", "--text", "Hi {name}", "--paid", "--yes", "--hours", "09:00-21:00");
        await BroadcastAsync("show", id);
        Assert.Contains("0.2 Stars at most", _run.Out, StringComparison.Ordinal);
        Assert.Contains("09:00-21:00 UTC", _run.Out, StringComparison.Ordinal);

        Assert.Equal(0, await BroadcastAsync("pause", id));
        Assert.StartsWith($"{id}: paused, 0 of 2 sent", _run.Out, StringComparison.Ordinal);
        Assert.Equal(1, await BroadcastAsync("pause", id));
        Assert.Contains("is paused: nothing was changed", _run.Error, StringComparison.Ordinal);
        Assert.Equal(0, await BroadcastAsync("continue", id));
        Assert.Equal(0, await BroadcastAsync("cancel", id));
        Assert.Equal(1, await BroadcastAsync("continue", id));
        Assert.Equal(1, await BroadcastAsync("show", "none"));
        Assert.Contains("there is no broadcast 'none'", _run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData("n", 1)]
    [InlineData("y", 0)]
    public async Task Start_ForStars_SaysWhatItCostsBeforeItStarts(string? answer, int exitCode)
    {
        _run.Answer = answer;

        Assert.Equal(exitCode, await BroadcastAsync("start", "--bot", "main", "--audience", "chats.txt", "--text", "x", "--paid"));

        Assert.Contains("2 messages cost at most 0.2 Stars", answer is null ? _run.Error : _run.Out, StringComparison.Ordinal);
        Assert.Equal(exitCode == 0 ? 1 : 0, (await _queue!.Broadcasts!.ListAsync(default)).Count);
    }

    [Fact]
    public async Task Start_MoreThanItMayCost_IsRefusedAndSendsNothing()
    {
        Assert.Equal(2, await BroadcastAsync(
            "start", "--bot", "main", "--audience", "chats.txt", "--text", "x", "--paid", "--yes", "--most-stars", "0.1"));

        Assert.Contains("2 messages may cost 0.2 Stars, and at most 0.1 were allowed", _run.Error, StringComparison.Ordinal);
        Assert.All(await _queue!.Broadcasts!.ListAsync(default), its => Assert.Equal(BroadcastState.Cancelled, its.State));
    }

    [Fact]
    public async Task Start_TimeZonesOfTheRecipients_AreTheHours()
    {
        await File.WriteAllTextAsync(_run.FilePath("zones.csv"),
            "chat,time_zone\n7,Europe/Berlin\n8,Asia/Tokyo\n9,\n10,Europe/Paris\n");
        var id = await StartAsync("--audience", "zones.csv", "--text", "x", "--hours", "09:00-21:00");

        // Berlin and Paris go alike; who has none goes by --time-zone, which is UTC.
        await BroadcastAsync("show", id);
        Assert.Contains("0 of 4 sent, 4 left", _run.Out, StringComparison.Ordinal);
        Assert.Contains("09:00-21:00 in each of 3 time zones", _run.Out, StringComparison.Ordinal);
        await BroadcastAsync("list", "--json");
        Assert.Equal(id, Assert.Single(JsonElement.Parse(_run.Out).EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(0, await BroadcastAsync("cancel", id));
        Assert.All(await _queue!.Broadcasts!.ListAsync(default), part => Assert.Equal(BroadcastState.Cancelled, part.State));
    }

    [Fact]
    public async Task Follow_UntilItIsDone_ShowsHowFarItIs()
    {
        var id = await StartAsync("--audience", "chats.txt", "--text", "x");
        _run.TerminalWidth = 80;
        var following = BroadcastAsync("show", id, "--follow");
        var broadcasts = _queue!.Broadcasts!;
        var now = TimeProvider.System.GetUtcNow();
        await broadcasts.PutAsync((await broadcasts.FindAsync(id, default))!, ["{}"u8.ToArray(), "{}"u8.ToArray()], now, default);
        await broadcasts.SettleAsync(id, 0, BroadcastResult.Sent, null, now, default);
        await broadcasts.SettleAsync(
            id, 1, BroadcastResult.Gone, new BroadcastMiss(1, BroadcastResult.Gone, 8, "Forbidden: \"blocked\""), now, default);

        Assert.Equal(0, await following);
        Assert.Contains("State      done", _run.Out, StringComparison.Ordinal);
        Assert.Contains("1 of 2 sent, 1 gone", _run.Out, StringComparison.Ordinal);
        Assert.Equal(0, await BroadcastAsync("show", id, "--misses"));
        Assert.Equal("8,gone,\"Forbidden: \"\"blocked\"\"\"\n", _run.Out);
    }

    [Theory]
    [InlineData("bad.txt line 2: 'x' is not a chat id", "--audience", "bad.txt", "--text", "x")]
    [InlineData("--audience cannot be read: there is no such file.", "--audience", "none.txt", "--text", "x")]
    [InlineData("give --text TEXT", "--audience", "chats.txt")]
    [InlineData("give --text TEXT", "--audience", "chats.txt", "--text", "x", "--method", "sendPhoto")]
    [InlineData("getMe has no use", "--audience", "chats.txt", "--method", "getMe")]
    [InlineData("editMessageText sends nothing", "--audience", "chats.txt", "--method", "editMessageText")]
    [InlineData("takes no Stars for forwardMessage", "--audience", "chats.txt", "--method", "forwardMessage", "--paid")]
    [InlineData("--parameters is not a JSON object", "--audience", "chats.txt", "--method", "sendPhoto", "--parameters", "[")]
    [InlineData("{nmae} is not a column", "--audience", "chats.csv", "--text", "Hi {nmae}")]
    [InlineData("is not a time", "--audience", "chats.txt", "--text", "x", "--until", "soon")]
    [InlineData("over before it begins", "--audience", "chats.txt", "--text", "x", "--until", "2020-01-01")]
    [InlineData("--time-zone is that of --hours", "--audience", "chats.txt", "--text", "x", "--time-zone", "UTC")]
    [InlineData("zone.csv line 2: 'Mars' is not a time zone", "--audience", "zone.csv", "--text", "x", "--hours", "09:00-21:00")]
    [InlineData("--most-stars is what --paid may cost", "--audience", "chats.txt", "--text", "x", "--most-stars", "5")]
    [InlineData("says no hours", "--audience", "chats.txt", "--text", "x", "--hours", "9")]
    public async Task Start_WhatMakesNoSense_SaysSoAndStartsNothing(string problem, params string[] options)
    {
        Assert.Equal(2, await BroadcastAsync(["start", "--bot", "main", .. options]));

        Assert.Contains(problem, _run.Error, StringComparison.Ordinal);
        Assert.Single(_run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(await _queue!.Broadcasts!.ListAsync(default));
    }

    private async Task<string> StartAsync(params string[] options)
    {
        Assert.Equal(0, await BroadcastAsync(["start", "--bot", "main", "--json", .. options]));
        return JsonElement.Parse(_run.Out).GetProperty("id").GetString()!;
    }

    private Task<int> BroadcastAsync(params string[] args) => _run.RunAsync(["broadcast", .. args, "--sqlite", QueueFile]);
}
