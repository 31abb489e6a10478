using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TgWorker.Intake.Receiving;
using TgWorker.Intake.Tests.TestSupport;
using TgWorker.Laravel.Envelopes;
using TgWorker.Redis;
using TgWorker.Redis.Connecting;
using TgWorker.TestSupport;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Intake.Tests.Receiving;

/// <summary>The receiver in a host of somebody's own, on a real Redis.</summary>
public sealed class ReceiverTests(RedisFixture redis) : IClassFixture<RedisFixture>, IAsyncLifetime
{
    private static readonly EnvelopeReader Reader = new(new EnvelopeOptions());

    private readonly RedisQueueOptions _options = new() { Prefix = redis.NewPrefix() };
    private RedisClient _client = null!;

    public static TheoryData<string, string> Fixtures71 { get; } = new()
    {
        { "01_text_private", "main" }, { "04_text_nasty_tg_escaped", "main" }, { "06_text_fake_serialize", "main" },
        { "50_empty_body", "main" },
        { "51_invalid_json", "main" }, { "53_invalid_utf8", "main" }, { "71_bot_slash", "a%2Fb" }, { "72_bot_rawslash", "a/b" },
        { "73_bot_unicode_pct", "%D0%B1%D0%BE%D1%82%F0%9F%A4%96" }, { "76_bot_trailing_slash", "main/" }, { "84_bot_zero", "0" },
    };

    public async Task InitializeAsync() => _client = await RedisClient.ConnectAsync(redis.Configuration);

    public Task DisposeAsync() => _client.DisposeAsync().AsTask();

    [Theory]
    [MemberData(nameof(Fixtures71))]
    public async Task Update_IsAnsweredWith200_OnceTgooksBytesAreOnTheQueue(string fixture, string bot)
    {
        await using var host = await StartAsync(options => options.AnyBot = true);
        var answer = await host.PostAsync(bot, Fixtures.TgookBody(fixture));
        Assert.Equal((200, "", false), (answer.Status, answer.Body, answer.Closes));

        var (entry, expected) = (await OnlyEntryAsync(), Fixtures.TgookEntry(fixture));
        Assert.Equal(Neutral(expected), Neutral(entry));
    }

    [Theory]
    [InlineData("main", null, 401)]
    [InlineData("main", "wrong", 401)]
    [InlineData("other", "s3cret", 404)]
    [InlineData("other", null, 404)]
    [InlineData("shop", "s3cret", 401)]
    [InlineData("shop", "new", 200)]
    [InlineData("shop", "old", 200)]
    [InlineData("main", "s3cret", 200)]
    public async Task Request_WithoutTheRightSecretOrBot_IsRefused(string bot, string? secret, int status)
    {
        await using var host = await StartAsync(options => options.Bots["shop"] = ["new", "old"]);
        Assert.Equal(status, (await host.PostAsync(bot, """{"update_id":1}""", secret)).Status);
        Assert.Equal(status == 200 ? 1 : 0, await _client.Database.ListLengthAsync(_options.Key));
    }

    [Fact]
    public async Task WrongSecret_IsRefusedBeforeTheBodyIsThere()
    {
        await using var host = await StartAsync();
        await using var http = await host.ConnectAsync();
        await http.WriteHeadAsync("POST", ReceiverOptions.DefaultPath + "main", 100_000, "wrong");
        Assert.Equal(401, (await http.ReadAsync()).Status);
    }

    [Fact]
    public async Task Sender_WhoStopsWithinTheBody_IsCutOff_AndNothingIsTaken()
    {
        await using var host = await StartAsync();
        await using var http = await host.ConnectAsync();
        await http.WriteHeadAsync("POST", ReceiverOptions.DefaultPath + "main", 100_000, "s3cret");
        await http.WriteAsync("{\"update_id\":1"u8.ToArray());

        // The server's own limit: less than 240 bytes a second for five seconds.
        var cut = await Record.ExceptionAsync(async () => Assert.Equal(408, (await http.ReadAsync()).Status));

        Assert.True(cut is null or IOException, cut?.ToString());
        Assert.Equal(0, await _client.Database.ListLengthAsync(_options.Key));
        Assert.Equal(200, (await host.PostAsync("main", """{"update_id":2}""")).Status);
    }

    [Theory]
    [InlineData("GET", ReceiverOptions.DefaultPath + "main", 405)]
    [InlineData("POST", ReceiverOptions.DefaultPath, 404)]
    [InlineData("POST", "/other", 404)]
    [InlineData("POST", "/Telegram/bot/webhook/main", 404)]
    public async Task Request_ThatIsNoWebhooks_IsRefused(string method, string target, int status)
    {
        await using var host = await StartAsync();
        await using var http = await host.ConnectAsync();
        Assert.Equal(status, (await http.SendAsync(method, target, [], "s3cret")).Status);
    }

    [Fact]
    public async Task Update_ThatIsTooLarge_IsTakenInPart()
    {
        await using var host = await StartAsync(options => options.MaxBody = 2000);
        var body = Encoding.UTF8.GetBytes($$$"""{"update_id":7,"message":{"text":"{{{new string('x', 300_000)}}}"}}""");
        await using var http = await host.ConnectAsync();
        Assert.Equal(200, (await http.PostAsync(ReceiverOptions.DefaultPath + "main", body, "s3cret")).Status);
        Assert.Equal(200, (await http.PostAsync(ReceiverOptions.DefaultPath + "main", "{}"u8.ToArray(), "s3cret")).Status);

        var entries = await _client.Database.ListRangeAsync(_options.Key);
        var job = Reader.Read((byte[])entries[0]!);
        Assert.Equal(2, entries.Length);
        Assert.Contains(":2000:\\\"{\\\"update_id\\\":7", (string)entries[0]!, StringComparison.Ordinal);
        Assert.NotNull(job.Problem);
    }

    // Each was an error with its stack trace: "An unhandled exception was thrown by the application".
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sender_WhoBreaksOffWithinTheBody_IsALineAndNoError(bool resets)
    {
        using var log = new PollerHost.RecordedLog();
        await using var host = await StartAsync(log: log);
        using (var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { LingerState = new LingerOption(resets, 0) })
        {
            await socket.ConnectAsync(host.Url.Host, host.Url.Port);
            await using var http = new RawHttp(new NetworkStream(socket, ownsSocket: false));
            await http.WriteHeadAsync("POST", ReceiverOptions.DefaultPath + "main", 100, "s3cret");
            await http.WriteAsync("{\"update_id\":1"u8.ToArray());
            await Eventually.TrueAsync(() => host.State.Running == 1);
        }

        await Eventually.TrueAsync(() => log.Lines.Any(line => line.Contains("incomplete", StringComparison.Ordinal)));
        await host.StopAsync();

        Assert.DoesNotContain(log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
        Assert.Equal(0, await _client.Database.ListLengthAsync(_options.Key));
    }

    [Fact]
    public async Task Update_InPieces_OrOfManySegments_IsWhole()
    {
        await using var host = await StartAsync();
        var body = Encoding.UTF8.GetBytes($$$"""{"update_id":7,"message":{"text":"{{{new string('x', 200_000)}}}"}}""");
        await using var http = await host.ConnectAsync();
        await http.WriteHeadAsync("POST", ReceiverOptions.DefaultPath + "main", body.Length, "s3cret");
        for (var at = 0; at < body.Length; at += 50_000)
        {
            await http.WriteAsync(body[at..Math.Min(at + 50_000, body.Length)]);
        }

        Assert.Equal(200, (await http.ReadAsync()).Status);
        Assert.Equal(body, Reader.Read(await OnlyEntryAsync()).Update.ToArray());
    }

    [Fact]
    public async Task Probe_IsAnsweredAsAnUpdateWouldBe_AndTakesNothing()
    {
        await using var host = await StartAsync();
        Assert.Equal((200, true), Probed(await host.PostAsync("main", "", "s3cret", "X-TgWorker-Probe: 1")));
        Assert.Equal((401, true), Probed(await host.PostAsync("main", "", "wrong", "X-TgWorker-Probe: 1")));
        Assert.Equal((404, true), Probed(await host.PostAsync("other", "", "s3cret", "X-TgWorker-Probe: 1")));
        Assert.Equal((401, false), Probed(await host.PostAsync("main", "", "wrong")));
        Assert.Equal(0, await _client.Database.ListLengthAsync(_options.Key));

        static (int, bool) Probed(RawAnswer answer) => (answer.Status, answer.Headers.ContainsKey("X-TgWorker-Probe"));
    }

    [Theory]
    [InlineData("149.154.167.220", 200)]
    [InlineData("203.0.113.9", 403)]
    [InlineData("149.154.167.220, 203.0.113.9", 403)] // What the client wrote himself stands in front.
    [InlineData("91.108.5.1", 200)]
    public async Task AddressList_BehindAProxy_CannotBeForged(string forwarded, int status)
    {
        await using var host = await StartAsync(options => options.AllowFrom = ["telegram"]);
        Assert.Equal(status, (await host.PostAsync("main", "{}", "s3cret", $"X-Forwarded-For: {forwarded}")).Status);
    }

    [Fact]
    public async Task AddressList_WithoutAProxy_HeedsNoHeader()
    {
        await using var host = await StartAsync(options => (options.AllowFrom, options.KnownProxies) = (["telegram"], []));
        Assert.Equal(403, (await host.PostAsync("main", "{}", "s3cret", "X-Forwarded-For: 149.154.167.220")).Status);
    }

    [Fact]
    public async Task Stop_LetsWhatRunsEnd_AndSendsTheRestAway()
    {
        var answer = new TaskCompletionSource();
        await using var queue = new FakeIntakeQueue { Push = () => answer.Task };
        await using var host = await ReceiverHost.StartAsync(
            queue, options => (options.Bots["main"], options.SecretTokens) = ([], ["s3cret"]));
        await host.ReadyAsync();
        await using var waiting = await host.ConnectAsync();
        var running = host.PostAsync("main", "{}");
        await Eventually.TrueAsync(() => queue.Batches.Count == 1);

        var stopping = host.StopAsync();
        await Eventually.TrueAsync(() => host.State.Refusal == "the receiver is stopping");
        var late = await waiting.PostAsync(ReceiverOptions.DefaultPath + "main", "{}"u8.ToArray(), "s3cret");
        Assert.Equal(503, late.Status);
        Assert.InRange(late.RetryAfter!.Value, 1, 5);
        Assert.False(running.IsCompleted);
        answer.SetResult();
        Assert.Equal(200, (await running).Status);
        await Eventually.DoneAsync(stopping);
        Assert.Single(queue.Batches);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0", false, true)]
    [InlineData("http://0.0.0.0:0", true, false)]
    [InlineData("http://127.0.0.1:0", false, false)]
    public async Task Start_WithoutASecretBeyondLoopback_IsRefused(string url, bool insecure, bool isRefused)
    {
        await using var queue = new FakeIntakeQueue();
        var start = () => ReceiverHost.StartAsync(queue, options => (options.Bots["main"], options.Insecure) = ([], insecure), url);
        if (isRefused)
        {
            var e = await Assert.ThrowsAsync<OptionsValidationException>(start);
            Assert.Contains("main has no secret token: set SECRET_TOKEN or TelegramBots:NAME:SecretToken, listen on 127.0.0.1, or "
                + "say --insecure", e.Message, StringComparison.Ordinal);
            return;
        }

        await using var host = await start();
    }

    [Fact]
    public async Task Start_WithMistakes_NamesThemAll()
    {
        await using var queue = new FakeIntakeQueue();
        var e = await Assert.ThrowsAsync<OptionsValidationException>(() => ReceiverHost.StartAsync(queue, options =>
            (options.SecretTokens, options.Path, options.MaxBody, options.AllowFrom) = (["no spaces"], "hook", 3, ["149.154.0.0/99"])));
        Assert.Equal(5, e.Failures.Count());
    }

    private async Task<ReceiverHost> StartAsync(Action<ReceiverOptions>? configure = null, ILoggerProvider? log = null)
    {
        var queue = new RedisIntakeQueue(
            RedisConnectionOptions.FromUrl(redis.Url), _options, TimeProvider.System, NullLoggerFactory.Instance);
        var host = await ReceiverHost.StartAsync(queue, options =>
        {
            options.SecretTokens = ["s3cret"];
            options.Bots["main"] = [];
            configure?.Invoke(options);
        }, log: log);
        await host.ReadyAsync();
        return host;
    }

    private async Task<byte[]> OnlyEntryAsync() => (byte[])Assert.Single(await _client.Database.ListRangeAsync(_options.Key))!;

    // What is new in each entry: the id three times, and when it was pushed.
    private static string Neutral(byte[] entry)
    {
        var job = Reader.Read(entry);
        var text = Encoding.UTF8.GetString(entry).Replace(job.Uuid!, "UUID", StringComparison.Ordinal);
        var seconds = job.PushedAt!.Value.ToUnixTimeSeconds();
        return text.Replace($"{seconds}.{job.PushedAt.Value.Ticks % TimeSpan.TicksPerSecond / 1000:D4}", "TIME", StringComparison.Ordinal)
            .Replace($"i:{seconds};", "i:SECONDS;", StringComparison.Ordinal);
    }
}
