using TgWorker.Bots.Tests.Hosting;
using TgWorker.TestSupport.Processes;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Telegram;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Bots.Tests.Running;

/// <summary>A token and nothing else, as a newcomer would begin: in an empty directory, against a Bot API server, with real processes.</summary>
public sealed class NewcomerTests : IAsyncLifetime, IDisposable
{
    private const int Chats = 7;
    private const string Sent = """{"ok":true,"result":{"message_id":2,"date":1795219800,"chat":{"id":1,"type":"private"},"text":"x"}}""";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tgworker-newcomer-");
    private BotApiServer _telegram = null!;
    private BotApiBot _bot = null!;
    private int _sent;

    private IEnumerable<BotApiCall> Answers => _telegram.Calls.Where(call => call.Method == "sendMessage");

    public async Task InitializeAsync()
    {
        _telegram = await BotApiServer.StartAsync();
        _bot = _telegram.AddBot("123:secret-of-the-bot");
        _telegram.Answer = (call, _) => Task.FromResult<(int, string)?>(call.Method == "sendMessage" ? (200, Sent) : null);
    }

    public async Task DisposeAsync() => await _telegram.DisposeAsync();

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Run_WithAToken_AnswersEveryUpdateInOrder_ThroughKill9()
    {
        for (var round = 1; round <= 2; round++)
        {
            await using var worker = Start("run", "--handlers", HandlersOptionTests.EchoBot, "--lease", "1");
            Say(150);
            var enough = _sent - 75;
            await Eventually.TrueAsync(() => Answers.Count() >= enough, what: $"round {round} answered {enough} messages");
            worker.Kill();
            await worker.WaitForExitAsync();
        }

        await using (var last = Start("run", "--handlers", HandlersOptionTests.EchoBot, "--lease", "1"))
        {
            Say(150);
            await EveryMessageIsAnsweredAsync();
            last.Terminate();
            Assert.Equal(0, await last.WaitForExitAsync());
            Assert.DoesNotContain(last.Output.Concat(last.Errors), line => line.Contains("secret-of-the-bot", StringComparison.Ordinal));
        }

        Assert.True(File.Exists(Path.Combine(_directory.FullName, "tgworker.db")));
        Assert.Equal(0, _bot.Pending);
        await using var status = Start("status", "--sqlite", "tgworker.db", "--json");
        Assert.Equal(0, await status.WaitForExitAsync());
        AssertInOrder();
    }

    [Fact]
    public async Task FirstBot_WithAToken_AnswersEveryMessage_ThroughKill9()
    {
        for (var round = 1; round <= 2; round++)
        {
            await using var bot = StartFirstBot();
            Say(150);
            var enough = _sent - 75;
            await Eventually.TrueAsync(() => Answers.Count() >= enough, what: $"round {round} answered {enough} messages");
            bot.Kill();
            await bot.WaitForExitAsync();
        }

        await using var last = StartFirstBot();
        await EveryMessageIsAnsweredAsync();
        last.Interrupt();
        Assert.Equal(0, await last.WaitForExitAsync());
        Assert.True(File.Exists(Path.Combine(_directory.FullName, "bot.db")));
        AssertInOrder();
    }

    [Fact]
    public async Task Run_WithNothingButTheLogHandler_FinishesWhatComes()
    {
        await using var worker = Start("run", "--handler", "log");
        Say(20);
        await worker.WaitForOutputAsync($"update {_bot.AddMessage(1)}: message");
        await Eventually.EqualAsync(0, () => Task.FromResult(_bot.Pending));
        worker.Interrupt();
        Assert.Equal(0, await worker.WaitForExitAsync());
        Assert.Contains(worker.Output, line => line.Contains("Working on tgworker.db", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_OnAFileInMemory_WorksToo()
    {
        await using var worker = Start("run", "--handlers", HandlersOptionTests.EchoBot, "--sqlite", ":memory:");
        Say(50);
        await EveryMessageIsAnsweredAsync();
        worker.Terminate();
        Assert.Equal(0, await worker.WaitForExitAsync());
        Assert.Empty(_directory.EnumerateFiles());
    }

    [Fact]
    public async Task Run_WithListen_TakesWebhooks()
    {
        var port = LoopbackPort.FindFree();
        await using var worker = Start("run", "--handlers", HandlersOptionTests.EchoBot, "--listen", $"http://127.0.0.1:{port}");
        await worker.WaitForOutputAsync("takes updates");
        using var http = new HttpClient();
        using var set = await http.GetAsync(new Uri($"{_telegram.Url}bot{_bot.Token}/setWebhook?url=http://127.0.0.1:{port}/telegram/bot/webhook/main"));
        Assert.True(set.IsSuccessStatusCode);
        Say(50);
        await EveryMessageIsAnsweredAsync();
        worker.Terminate();
        Assert.Equal(0, await worker.WaitForExitAsync());
    }

    private WorkerProcess StartFirstBot() => Start(Path.Combine(AppContext.BaseDirectory, "FirstBot.dll"), "--TgWorker:Queue:Lease=1");

    private WorkerProcess Start(params string[] arguments) => WorkerProcess.Start(new WorkerProcessOptions
    {
        Program = arguments[0].EndsWith(".dll", StringComparison.Ordinal) ? arguments[0] : null,
        Arguments = arguments[0].EndsWith(".dll", StringComparison.Ordinal) ? arguments[1..] : arguments,
        WorkingDirectory = _directory.FullName,
        Environment = new Dictionary<string, string?>
        {
            ["TGWORKER_TelegramBots__main__Token"] = _bot.Token,
            ["TGWORKER_TelegramBots__main__BaseUrl"] = _telegram.Url,
            ["TGWORKER_Poller__Lease"] = "1",
        },
    });

    private void Say(int messages)
    {
        for (var end = _sent + messages; _sent < end; _sent++)
        {
            _bot.AddMessage(1 + (_sent % Chats), $"{_sent}");
        }
    }

    private Task EveryMessageIsAnsweredAsync() => Eventually.TrueAsync(
        () => Answers.Select(NumberOf).Distinct().Count() == _sent, what: $"all {_sent} messages were answered");

    private static int NumberOf(BotApiCall call) => int.Parse(call.Text![(call.Text!.LastIndexOf(' ') + 1)..], null);

    // What a worker that was killed had sent already is sent again; what is new comes in order.
    private void AssertInOrder()
    {
        foreach (var chat in Answers.GroupBy(call => call.ChatId))
        {
            var first = chat.Select(NumberOf).Distinct().ToList();
            Assert.Equal(first.Order(), first);
        }
    }
}
