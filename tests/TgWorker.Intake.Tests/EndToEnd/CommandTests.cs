using TgWorker.Intake.Tests.TestSupport;
using TgWorker.TestSupport.Processes;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Telegram;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Intake.Tests.EndToEnd;

/// <summary>The commands as processes of their own.</summary>
public sealed class CommandTests : IAsyncLifetime
{
    private RedisServer _redis = null!;
    private BotApiServer _telegram = null!;
    private BotApiBot _bot = null!;

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        _telegram = await BotApiServer.StartAsync();
        _bot = _telegram.AddBot("123:secret-of-the-bot");
    }

    public async Task DisposeAsync()
    {
        await _telegram.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task Receive_WithTgooksEnvironment_TakesWhatTelegramSends_AndStopsCleanly()
    {
        var port = LoopbackPort.FindFree();
        await using var receiver = WorkerProcess.Start(new WorkerProcessOptions
        {
            Arguments = ["receive", "--redis", _redis.Url, "--prefix", "p_", "--any-bot"],
            Environment = new Dictionary<string, string?> { ["LISTEN_PORT"] = $"{port}", ["SECRET_TOKEN"] = "s3cret" },
        });
        await receiver.WaitForOutputAsync("Receiving webhooks on http://127.0.0.1:");
        await receiver.WaitForOutputAsync("accepts updates");
        await new BotApiClient(_telegram.Url, _bot.Token)
            .CallAsync("setWebhook", ("url", $"http://127.0.0.1:{port}/telegram/bot/webhook/main"), ("secret_token", "s3cret"));
        for (var i = 0; i < 50; i++)
        {
            _bot.AddMessage(i % 5);
        }

        await Eventually.EqualAsync(0, () => Task.FromResult(_bot.Pending));
        Assert.Equal("50", await RawRedis.SendAsync(_redis.Host, _redis.Port, "LLEN", "p_queues:telegram_updates"));
        receiver.Terminate();
        Assert.Equal(0, await receiver.WaitForExitAsync());
    }

    [Fact]
    public async Task Receive_WithoutASecretBeyondLoopback_IsRefusedWithTheWayOut()
    {
        var run = await WorkerProcess.RunAsync(
            "receive", "--redis", _redis.Url, "--any-bot", "--listen", $"http://0.0.0.0:{LoopbackPort.FindFree()}");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("has no secret token: set SECRET_TOKEN or TelegramBots:NAME:SecretToken, listen on 127.0.0.1, or say --insecure",
            run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receive_WithoutBots_SaysHowToNameThem()
    {
        var run = await WorkerProcess.RunAsync("receive", "--redis", _redis.Url);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("set TelegramBots:NAME:SecretToken for each bot, or add --any-bot", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Poll_BringsUpdates_ShowsNoToken_AndStopsCleanly()
    {
        int[] ids = [.. Enumerable.Range(0, 150).Select(i => _bot.AddMessage(i % 5))];
        await using var poller = WorkerProcess.Start(new WorkerProcessOptions
        {
            Arguments = ["poll", "--redis", _redis.Url, "--prefix", "p_"],
            Environment = new Dictionary<string, string?>
            {
                ["TGWORKER_TelegramBots__main__Token"] = _bot.Token, ["TGWORKER_TelegramBots__main__BaseUrl"] = _telegram.Url,
            },
        });
        await Eventually.EqualAsync(0, () => Task.FromResult(_bot.Pending));
        Assert.Equal($"{ids.Length}", await RawRedis.SendAsync(_redis.Host, _redis.Port, "LLEN", "p_queues:telegram_updates"));
        poller.Terminate();
        Assert.Equal(0, await poller.WaitForExitAsync());
        Assert.DoesNotContain(poller.Output.Concat(poller.Errors), line => line.Contains("secret-of-the-bot", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Poll_WithATokenThatWasRevoked_EndsAsAMistakeOfConfiguration()
    {
        _bot.IsRevoked = true;
        await using var poller = WorkerProcess.Start(new WorkerProcessOptions
        {
            Arguments = ["poll", "--redis", _redis.Url, "--prefix", "p_"],
            Environment = new Dictionary<string, string?>
            {
                ["TGWORKER_TelegramBots__main__Token"] = _bot.Token, ["TGWORKER_TelegramBots__main__BaseUrl"] = _telegram.Url,
            },
        });
        await poller.WaitForOutputAsync("The token is wrong or was revoked");
        Assert.Equal(2, await poller.WaitForExitAsync());
    }
}
