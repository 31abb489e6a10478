using System.Text.Json;
using TgWorker.Intake.Tests.TestSupport;
using TgWorker.TestSupport.Processes;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Telegram;

namespace TgWorker.Intake.Tests.Diagnosing;

/// <summary><c>tgworker doctor</c> of a bot's intake, with a Bot API server of your own.</summary>
public sealed class DoctorTests(RedisFixture redis) : IClassFixture<RedisFixture>, IAsyncLifetime
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tgworker-doctor-");
    private BotApiServer _telegram = null!;
    private BotApiBot _bot = null!;

    private string[] Sqlite => ["--sqlite", Path.Combine(_directory.FullName, "bot.db")];

    public async Task InitializeAsync()
    {
        _telegram = await BotApiServer.StartAsync();
        _bot = _telegram.AddBot("123:secret-of-the-bot");
    }

    public async Task DisposeAsync()
    {
        await _telegram.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    [Theory]
    [InlineData("redis")]
    [InlineData("sqlite")]
    public async Task WebhookThatIsSetWhileAPollerRuns_IsFound_AndWhoPolls(string queue)
    {
        string[] place = queue == "redis" ? ["--redis", redis.Url, "--prefix", redis.NewPrefix()] : Sqlite;
        await using var poller = Start("s3cret", ["poll", .. place]);
        _bot.AddMessage(1);
        await TakenAsync();

        Assert.Contains(
            " polls, and brought the last updates ", await SeenAsync("intake.intake", "s3cret", place), StringComparison.Ordinal);

        await SetWebhookAsync($"http://127.0.0.1:{LoopbackPort.FindFree()}/telegram/bot/webhook/main");

        var seen = await SeenAsync("intake.intake", "s3cret", place);
        Assert.Contains("a webhook is set (http://127.0.0.1:", seen, StringComparison.Ordinal);
        Assert.Contains("so Telegram refuses ", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NobodyWhoTakesWhatWaits_IsFound()
    {
        _bot.AddMessage(1);
        Assert.Contains("and 1 wait at Telegram", await SeenAsync("intake.intake", "s3cret", Sqlite), StringComparison.Ordinal);
        Assert.False(File.Exists(Sqlite[1]));
    }

    [Fact]
    public async Task SecretThatIsNotTheReceivers_IsFound_TheRightOneIsWell()
    {
        await using var queue = new FakeIntakeQueue();
        await using var receiver = await ReceiverHost.StartAsync(queue, options => options.Bots["main"] = ["right"]);
        await receiver.ReadyAsync();
        await SetWebhookAsync(new Uri(receiver.Url, "/telegram/bot/webhook/main").AbsoluteUri);

        Assert.Equal("the receiver expects another secret token", await SeenAsync("intake.secret", "wrong", Sqlite));
        Assert.Contains("no secret token is known here", await SeenAsync("intake.secret", "", Sqlite), StringComparison.Ordinal);
        Assert.DoesNotContain(
            (await FindAsync("right", Sqlite)).Findings, finding => Check(finding).StartsWith("intake.", StringComparison.Ordinal));
        Assert.Empty(queue.Batches);
    }

    [Fact]
    public async Task ReceiverThatCannotBeReached_IsFound()
    {
        await SetWebhookAsync($"http://127.0.0.1:{LoopbackPort.FindFree()}/telegram/bot/webhook/main");
        Assert.Contains("the connection is refused", await SeenAsync("intake.connection", "s3cret", Sqlite), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RevokedToken_IsFound_AndNotShown()
    {
        _bot.IsRevoked = true;
        var (output, findings) = await FindAsync("s3cret", Sqlite);
        Assert.Contains(findings, finding => Check(finding) == "intake.token");
        Assert.DoesNotContain("secret-of", output, StringComparison.Ordinal);
    }

    private static string Check(JsonElement finding) => finding.GetProperty("check").GetString()!;

    private async Task SetWebhookAsync(string url) =>
        await new BotApiClient(_telegram.Url, _bot.Token).CallAsync("setWebhook", ("url", url));

    private Task TakenAsync() => TgWorker.TestSupport.Waiting.Eventually.TrueAsync(() => _bot.Pending == 0);

    private async Task<string> SeenAsync(string check, string secret, string[] place)
    {
        var (output, findings) = await FindAsync(secret, place);
        return findings.FirstOrDefault(finding => Check(finding) == check) is { ValueKind: JsonValueKind.Object } found
            ? found.GetProperty("seen").GetString()!
            : throw new InvalidOperationException($"No {check} in {output}");
    }

    private async Task<(string Output, List<JsonElement> Findings)> FindAsync(string secret, string[] place)
    {
        await using var doctor = Start(secret, ["doctor", "--json", .. place]);
        await doctor.WaitForExitAsync();
        var output = string.Join('\n', doctor.Output);
        return (output, [.. JsonElement.Parse(output).EnumerateArray()]);
    }

    private WorkerProcess Start(string secret, string[] arguments) => WorkerProcess.Start(new WorkerProcessOptions
    {
        Arguments = arguments,
        Environment = new Dictionary<string, string?>
        {
            ["TGWORKER_TelegramBots__main__Token"] = _bot.Token, ["TGWORKER_TelegramBots__main__BaseUrl"] = _telegram.Url,
            ["TGWORKER_TelegramBots__main__SecretToken"] = secret.Length > 0 ? secret : null,
        },
    });
}
