using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Queues;
using TgWorker.Core.Timers;
using TgWorker.Hosting.Stores;
using TgWorker.Laravel.Envelopes;
using TgWorker.Sqlite;
using TgWorker.TestSupport.Processes;

namespace TgWorker.Tests.Cli;

/// <summary><c>tgworker timers</c> on a queue in a file.</summary>
public sealed class TimersCommandTests : IAsyncLifetime, IDisposable
{
    private static readonly DateTimeOffset Due = new(2100, 6, 15, 9, 0, 0, TimeSpan.Zero);

    private readonly CommandLineRun _run = new() { Factory = new ConfiguredQueues() };
    private IUpdateQueue? _queue;

    private string File => _run.FilePath("bot.db");

    public async Task InitializeAsync() => _queue = await SqliteUpdateQueue.OpenAsync(
        File, new SqliteQueueOptions(), new EnvelopeReader(new EnvelopeOptions()), TimeProvider.System, NullLoggerFactory.Instance,
        default);

    public async Task DisposeAsync() => await _queue!.DisposeAsync();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task List_Pending_TheNextOneFirstInLocalTime()
    {
        await SetAsync(7, "tea", Due.AddHours(1), null);
        await SetAsync(-100, "report", Due, TimerRepeat.Daily(new TimeOnly(9, 0), "Europe/Berlin"));

        Assert.Equal(0, await TimersAsync("list"));

        var lines = _run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["ID", "DUE", "REPEATS"], lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("main:-100/report ", lines[1], StringComparison.Ordinal);
        Assert.Contains(Local(Due), lines[1], StringComparison.Ordinal);
        Assert.EndsWith("cron Europe/Berlin 0 0 9 * * *", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("main:7/tea ", lines[2], StringComparison.Ordinal);
        Assert.Contains(Local(Due.AddHours(1)), lines[2], StringComparison.Ordinal);
        Assert.Equal(3, lines.Length);
    }

    [Theory]
    [InlineData("UTC", "2100-06-15 09:00:00")]
    [InlineData("Asia/Tokyo", "2100-06-15 18:00:00")]
    public async Task List_OnAMachineOfAnotherZone_SaysItsTime(string zone, string shown)
    {
        await SetAsync(7, "tea", Due, null);
        await using var tgworker = WorkerProcess.Start(new WorkerProcessOptions
        {
            Arguments = ["timers", "list", "--sqlite", File], Environment = new Dictionary<string, string?> { ["TZ"] = zone },
        });

        Assert.Equal(0, await tgworker.WaitForExitAsync());
        Assert.Contains(tgworker.Output, line => line.Contains(shown, StringComparison.Ordinal));
    }

    [Fact]
    public async Task List_OfABotOrAChat_LeavesOthersOut()
    {
        await SetAsync(7, "a", Due, null);
        await SetAsync(8, "b", Due, null);
        await SetAsync(7, "c", Due, null, "other");

        Assert.Equal(["main:7/a", "other:7/c"], await IdsAsync("--chat", "7"));
        Assert.Equal(["main:7/a", "main:8/b"], await IdsAsync("--bot", "main"));
        Assert.Equal(["other:7/c"], await IdsAsync("--bot", "other", "--chat", "7"));
        Assert.Empty(await IdsAsync("--chat", "9"));
    }

    [Fact]
    public async Task List_Json_TellsTheSameToPrograms()
    {
        await SetAsync(7, "tea \u001b[31m", Due, TimerRepeat.Every(TimeSpan.FromMinutes(1)));

        Assert.Equal(0, await TimersAsync("list", "--json"));

        var timer = Assert.Single(JsonElement.Parse(_run.Out).EnumerateArray());
        Assert.Equal(Due, timer.GetProperty("due").GetDateTimeOffset(), TimeSpan.FromMilliseconds(500));
        Assert.Equal(("main:7/tea \u001b[31m", "telegram_updates", "main:7", "tea \u001b[31m", "every 60000"), (
            timer.GetProperty("id").GetString(), timer.GetProperty("queue").GetString(), timer.GetProperty("lane").GetString(),
            timer.GetProperty("name").GetString(), timer.GetProperty("repeat").GetString()));
        Assert.DoesNotContain('\u001b', _run.Out);
        await TimersAsync("list");
        Assert.DoesNotContain('\u001b', _run.Out);
    }

    [Fact]
    public async Task List_OnATerminalOf80Columns_FitsIntoIt()
    {
        await SetAsync(5_123_456_789, "remind:1234", Due, TimerRepeat.Daily(new TimeOnly(9, 15, 30), "America/Argentina/Buenos_Aires"));
        await SetAsync(-1_001_234_567_890, "report", Due, null);
        _run.TerminalWidth = 80;

        Assert.Equal(0, await TimersAsync("list"));

        var lines = _run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 80));
        Assert.Contains(lines, line => line.StartsWith("main:5123456789/remind:1234 ", StringComparison.Ordinal));
        Assert.Equal("cron America/Argentina/Buenos_Aires 30 15 9 * * *",
            string.Join(' ', lines.Where(line => !line.Contains("report", StringComparison.Ordinal)).Skip(1)
                .Select(line => line[48..].Trim())));
    }

    [Fact]
    public async Task List_Nothing_SaysSo()
    {
        Assert.Equal(0, await TimersAsync("list"));
        Assert.Equal("No timers are pending.\n", _run.Out);
        Assert.Equal(0, await TimersAsync("list", "--json"));
        Assert.Equal("[]\n", _run.Out);
    }

    [Fact]
    public async Task Cancel_ById_TakesItAway()
    {
        await SetAsync(7, "tea", Due, null);

        Assert.Equal(0, await TimersAsync("cancel", "main:7/tea"));
        Assert.Equal("telegram_updates: main:7/tea cancelled\n", _run.Out);
        Assert.Empty(await IdsAsync());
        Assert.Equal(1, await TimersAsync("cancel", "main:7/tea"));
        Assert.Contains("there is no timer 'main:7/tea'", _run.Error, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<string>> IdsAsync(params string[] options)
    {
        Assert.Equal(0, await TimersAsync(["list", "--json", .. options]));
        return [.. JsonElement.Parse(_run.Out).EnumerateArray().Select(timer => timer.GetProperty("id").GetString()!).Order()];
    }

    private Task<int> TimersAsync(params string[] args) => _run.RunAsync(["timers", .. args, "--sqlite", File]);

    private Task<bool> SetAsync(
        long chat, string name, DateTimeOffset at, TimerRepeat? repeat, string bot = "main") => _queue!.Timers!.SetAsync(
        new NewTimer(new TimerPlace(bot, chat), name) { At = at, Repeat = repeat }, null, default);

    private static string Local(DateTimeOffset time) =>
        time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
