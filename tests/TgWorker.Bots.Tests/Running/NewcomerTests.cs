using TgWorker.Bots.Tests.Hosting;
using TgWorker.TestSupport.Processes;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Telegram;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Bots.Tests.Running;

/// <summary>
/// A token and nothing else, as a newcomer would begin: in an empty directory, against a Bot API server, with real processes.
/// </summary>
public sealed class NewcomerTests : IAsyncLifetime, IDisposable
{
    private const int Chats = 7;
    private const string Sent = """{"ok":true,"result":{"message_id":2,"date":1795219800,"chat":{"id":1,"type":"private"},"text":"x"}}""";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

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
        await AnswerThroughKill9Async(() => Start("run", "--handlers", HandlersOptionTests.EchoBot, "--lease", "1"));

        Assert.True(File.Exists(Path.Combine(_directory.FullName, "tgworker.db")));
    }

    [Fact]
    public async Task FirstBot_WithAToken_AnswersEveryMessage_ThroughKill9()
    {
        await AnswerThroughKill9Async(() => Start(Path.Combine(AppContext.BaseDirectory, "FirstBot.dll"), "--TgWorker:Queue:Lease=1"));

        Assert.True(File.Exists(Path.Combine(_directory.FullName, "bot.db")));
    }

    [Fact]
    public async Task Run_WithTheLogHandler_InMemory_FinishesWhatComesAndLeavesNothing()
    {
        await using var worker = Start("run", "--handler", "log", "--sqlite", ":memory:");
        await worker.WaitForOutputAsync($"update {_bot.AddMessage(1)}: message", Patience);
        worker.Terminate();
        Assert.Equal(0, await worker.WaitForExitAsync(Patience));
        Assert.Contains(worker.Output, line => line.Contains("Working on :memory:", StringComparison.Ordinal));
        Assert.Empty(_directory.EnumerateFiles());
    }

    [Fact]
    public async Task Run_WithListen_TakesWebhooks()
    {
        var port = LoopbackPort.FindFree();
        await using var worker = Start("run", "--handlers", HandlersOptionTests.EchoBot, "--listen", $"http://127.0.0.1:{port}");
        await worker.WaitForOutputAsync("accepts updates", Patience);
        using var http = new HttpClient();
        using var set = await http.GetAsync(
            new Uri($"{_telegram.Url}bot{_bot.Token}/setWebhook?url=http://127.0.0.1:{port}/telegram/bot/webhook/main"));
        Assert.True(set.IsSuccessStatusCode);
        Say(20);
        await AnsweredAsync(_sent);
        worker.Terminate();
        Assert.Equal(0, await worker.WaitForExitAsync(Patience));
    }

    private async Task AnswerThroughKill9Async(Func<WorkerProcess> start)
    {
        await using (var killed = start())
        {
            Say(100);
            await AnsweredAsync(_sent / 2);
            killed.Kill();
            await killed.WaitForExitAsync(Patience);
        }

        await using var next = start();
        Say(20);
        await AnsweredAsync(_sent);
        next.Terminate();
        Assert.Equal(0, await next.WaitForExitAsync(Patience));
        Assert.DoesNotContain(next.Output.Concat(next.Errors), line => line.Contains("secret-of-the-bot", StringComparison.Ordinal));
        Assert.Equal(0, _bot.Pending);
        AssertInOrder();
    }

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

    // However busy the machine is.
    private Task AnsweredAsync(int messages) => Eventually.TrueAsync(
        () => Answers.Select(NumberOf).Distinct().Count() >= messages, Patience, $"{messages} of {_sent} messages were answered");

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
