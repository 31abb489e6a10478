using System.Text.Json;
using TgWorker.Intake.Tests.TestSupport;
using TgWorker.TestSupport.Processes;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Telegram;

namespace TgWorker.Intake.Tests.EndToEnd;

/// <summary><c>tgworker webhook</c> as a process of its own, with a Bot API server of your own.</summary>
public sealed class WebhookCommandTests : IAsyncLifetime
{
    private BotApiServer _telegram = null!;
    private BotApiBot _main = null!;
    private BotApiBot _shop = null!;

    public async Task InitializeAsync()
    {
        _telegram = await BotApiServer.StartAsync();
        _main = _telegram.AddBot("123:secret-of-the-bot");
        _shop = _telegram.AddBot("456:secret-of-the-shop");
    }

    public Task DisposeAsync() => _telegram.DisposeAsync().AsTask();

    [Fact]
    public async Task Set_WhereTheReceiverHasAnotherSecret_SetsNone_AndSaysSo()
    {
        await using var queue = new FakeIntakeQueue();
        await using var receiver = await ReceiverHost.StartAsync(queue, options =>
            (options.Bots["main"], options.Bots["shop"]) = (["right"], ["other"]));
        await receiver.ReadyAsync();
        var (exitCode, output, errors) =
            await RunAsync("webhook", "set", receiver.Url.ToString(), "--bot", "shop", "--secret-token", "right", "--json");
        var report = Assert.Single(JsonElement.Parse(output).EnumerateArray());
        Assert.Equal((1, "shop", false), (exitCode, report.GetProperty("bot").GetString(), report.GetProperty("done").GetBoolean()));
        Assert.Equal("the receiver expects another secret token",
            Assert.Single(report.GetProperty("findings").EnumerateArray()).GetProperty("seen").GetString());
        Assert.Empty(_shop.WebhookUrl + errors);
    }

    [Fact]
    public async Task Delete_OfSeveralBots_DropsNothingUnasked_AndNamesTheNumber()
    {
        await new BotApiClient(_telegram.Url, _main.Token)
            .CallAsync("setWebhook", ("url", $"http://127.0.0.1:{LoopbackPort.FindFree()}/hook"));
        _main.AddMessage(1);
        _main.AddMessage(2);
        var asked = await RunAsync("webhook", "delete", "--drop-pending-updates");
        Assert.Equal(1, asked.ExitCode);
        Assert.Contains("Drop 2 updates of main that wait at Telegram? They are lost. There is no terminal to ask on: add --yes",
            asked.Errors, StringComparison.Ordinal);
        Assert.Equal((2, true), (_main.Pending, _main.WebhookUrl.Length > 0));

        var kept = await RunAsync("webhook", "delete");
        Assert.Equal(0, kept.ExitCode);
        Assert.Contains("main: no webhook", kept.Output, StringComparison.Ordinal);
        Assert.Contains("shop: no webhook", kept.Output, StringComparison.Ordinal);
        Assert.Equal((2, ""), (_main.Pending, _main.WebhookUrl));
        Assert.DoesNotContain("secret-of", kept.Output + kept.Errors + asked.Output + asked.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Info_OfARevokedToken_SaysWhatToDo_WithoutTheToken()
    {
        _main.IsRevoked = true;
        var (exitCode, output, errors) = await RunAsync("webhook", "info", "--bot", "main");
        Assert.Equal(1, exitCode);
        Assert.Contains("Telegram says: 401 Unauthorized", output, StringComparison.Ordinal);
        Assert.Contains("give the new one as TelegramBots:main:Token", output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-of", output + errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("URL 'bot.example.org' is not an address for a webhook", "webhook", "set", "bot.example.org")]
    [InlineData("is one address for 2 bots: write {bot} where the bot's name belongs", "webhook", "set", "https://x.org/hooks")]
    [InlineData("--bot 'typo' is not configured", "webhook", "info", "--bot", "typo")]
    [InlineData("--certificate 'nowhere.pem' cannot be read", "webhook", "set", "https://x.org", "--certificate", "nowhere.pem")]
    [InlineData("--ip-address 'x' is not an IP address", "webhook", "set", "https://x.org", "--ip-address", "x")]
    public async Task Mistake_InWhatIsTyped_IsSaid(string message, params string[] arguments)
    {
        var run = await RunAsync(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Set_SelfSigned_MakesTheFiles_AndTellsTheReceiver()
    {
        var folder = Directory.CreateTempSubdirectory("tgworker-self-signed-");
        try
        {
            var settings = Path.Combine(folder.FullName, "my.json");
            await File.WriteAllTextAsync(settings, "{ // mine\n \"Receiver\": { \"AnyBot\": true } }");
            var run = await RunAsync(
                "webhook", "set", "https://127.0.0.1:8443", "--bot", "main", "--secret-token", "s", "--self-signed", "--config", settings);
            Assert.Equal(1, run.ExitCode);
            Assert.Contains("start the receiver", run.Output, StringComparison.Ordinal);
            Assert.Contains($"{settings} names the certificate for the receiver now", run.Errors, StringComparison.Ordinal);

            await using var redis = await RedisServer.StartAsync();
            var port = LoopbackPort.FindFree();
            await using var receiver = WorkerProcess.Start(
                "receive", "--config", settings, "--redis", redis.Url, "--secret-token", "s", "--listen", $"https://127.0.0.1:{port}");
            await receiver.WaitForOutputAsync("accepts updates");
            await using var again = StartCommand(
                "webhook", "set", $"https://127.0.0.1:{port}", "--bot", "main", "--secret-token", "s", "--self-signed", "--config",
                settings);
            await TgWorker.TestSupport.Waiting.Eventually.TrueAsync(() => _main.WebhookUrl.Length > 0);
            _main.AddMessage(1);
            await TgWorker.TestSupport.Waiting.Eventually.EqualAsync(0, () => Task.FromResult(_main.Pending));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<WorkerRun> RunAsync(params string[] arguments)
    {
        await using var process = StartCommand(arguments);
        var exitCode = await process.WaitForExitAsync();
        return new WorkerRun(exitCode, string.Join('\n', process.Output), string.Join('\n', process.Errors));
    }

    private WorkerProcess StartCommand(params string[] arguments) => WorkerProcess.Start(new WorkerProcessOptions
    {
        Arguments = arguments,
        Environment = new Dictionary<string, string?>
        {
            ["TGWORKER_TelegramBots__main__Token"] = _main.Token, ["TGWORKER_TelegramBots__main__BaseUrl"] = _telegram.Url,
            ["TGWORKER_TelegramBots__shop__Token"] = _shop.Token, ["TGWORKER_TelegramBots__shop__BaseUrl"] = _telegram.Url,
        },
    });
}
