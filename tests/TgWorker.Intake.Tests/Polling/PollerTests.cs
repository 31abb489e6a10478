using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TgWorker.Intake.BotApi;
using TgWorker.Intake.Polling;
using TgWorker.Intake.Tests.TestSupport;
using TgWorker.Laravel.Envelopes;
using TgWorker.Redis;
using TgWorker.Redis.Connecting;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Telegram;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Intake.Tests.Polling;

/// <summary>Pollers on a real Redis, with the tests' own Bot API server.</summary>
public sealed class PollerTests : IAsyncLifetime
{
    private static readonly EnvelopeReader Reader = new(new EnvelopeOptions());

    private readonly RedisQueueOptions _options = new() { Prefix = "p_" };
    private readonly List<RedisIntakeQueue> _queues = [];
    private RedisServer _redis = null!;
    private BotApiServer _telegram = null!;
    private BotApiBot _bot = null!;

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartAsync(new RedisServerOptions { AppendOnly = true });
        _telegram = await BotApiServer.StartAsync();
        _bot = _telegram.AddBot("123:secret");
    }

    public async Task DisposeAsync()
    {
        foreach (var queue in _queues)
        {
            await queue.DisposeAsync();
        }

        await _telegram.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task Updates_ComeInOrder_AsTelegramWroteThem_AndAreConfirmedAfterwards()
    {
        int[] ids = [.. Enumerable.Range(0, 250).Select(i => _bot.AddMessage(i % 7))];
        await using var host = await StartAsync();
        await ListedAsync(250);
        Assert.Equal(ids, await ListAsync());
        await Eventually.EqualAsync(0, () => Task.FromResult(_bot.Pending));
        var last = _bot.AddMessage(5, "live");
        await ListedAsync(251);
        Assert.Equal(last, (await ListAsync())[^1]);
        Assert.All(host.Log.Lines, line => Assert.DoesNotContain("secret", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task NoRedis_NothingIsAsked_AndNothingIsLost()
    {
        await using var host = await StartAsync();
        await Eventually.TrueAsync(() => _bot.IsPolled);
        await _redis.StopAsync();
        int[] ids = [.. Enumerable.Range(0, 150).Select(i => _bot.AddMessage(i))];
        await Eventually.TrueAsync(() => host.Log.Lines.Any(line => line.Contains(" 601: ", StringComparison.Ordinal)));
        var asked = _telegram.Calls.Count;
        Assert.Equal(150, _bot.Pending);
        await Eventually.TrueAsync(() => !_bot.IsPolled);
        Assert.Equal(asked, _telegram.Calls.Count);
        await _redis.RestartAsync();
        await ListedAsync(150);
        Assert.Equal(ids, (await ListAsync()).Distinct());
        await Eventually.EqualAsync(0, () => Task.FromResult(_bot.Pending));
    }

    [Fact]
    public async Task SeveralHosts_OneAsks_AndAnotherGoesOnAtOnceWhenItStops()
    {
        var first = await StartAsync();
        await Eventually.TrueAsync(() => _bot.IsPolled);
        await using var second = await StartAsync();
        await using var third = await StartAsync();
        var sent = new List<int>();
        for (var i = 0; i < 40; i++)
        {
            sent.Add(_bot.AddMessage(i % 3));
            if (i == 20)
            {
                await first.StopAsync();
                await Eventually.TrueAsync(() => _bot.IsPolled, TimeSpan.FromSeconds(5));
            }
        }

        await ListedAsync(40);
        Assert.Equal(sent, await ListAsync());
        Assert.DoesNotContain(second.Log.Lines.Concat(third.Log.Lines).Concat(first.Log.Lines), line =>
            line.Contains(" 652: ", StringComparison.Ordinal));
        await first.DisposeAsync();
    }

    [Fact]
    public async Task Webhook_IsNotDeletedUnasked_AndWithTakeOverOnlyItself()
    {
        var client = new BotApiClient(_telegram.Url, _bot.Token);
        await client.CallAsync("setWebhook", ("url", "http://127.0.0.1:9/x"));
        var waiting = _bot.AddMessage(1);
        await using (var polite = await StartAsync())
        {
            await Eventually.TrueAsync(() => polite.Status.Problems.Count == 1);
            Assert.Contains("delete it with 'tgworker webhook delete --bot main', or start with --take-over",
                polite.Status.Problems[0].Value, StringComparison.Ordinal);
            Assert.NotEmpty(_bot.WebhookUrl);
        }

        await using var taking = await StartAsync(options => options.TakeOver = true);
        await ListedAsync(1);
        Assert.Equal([waiting], await ListAsync());
        Assert.Empty(_bot.WebhookUrl);

        // Somebody moves the bot to a webhook: that is to stay.
        await Eventually.TrueAsync(() => _bot.IsPolled);
        await client.CallAsync("setWebhook", ("url", "http://127.0.0.1:9/x"));
        await Eventually.TrueAsync(() => taking.Status.Problems.Count == 1);
        Assert.NotEmpty(_bot.WebhookUrl);
    }

    [Fact]
    public async Task ForeignPoller_IsReported_AndNotFought()
    {
        await using var host = await StartAsync();
        await Eventually.TrueAsync(() => _bot.IsPolled);
        var stranger = new BotApiClient(_telegram.Url, _bot.Token);
        using var enough = new CancellationTokenSource();
        var fighting = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                await stranger.CallAsync("getUpdates", ("timeout", "1"));
            }
        });
        await Eventually.TrueAsync(() => host.Log.Lines.Any(line => line.StartsWith("Warning 652", StringComparison.Ordinal)));
        Assert.Contains("Another program asks for this bot's updates",
            host.Log.Lines.Last(line => line.StartsWith("Warning 652", StringComparison.Ordinal)), StringComparison.Ordinal);
        await enough.CancelAsync();
        await fighting;
        _bot.AddMessage(1);
        await ListedAsync(1);
    }

    [Fact]
    public async Task RevokedToken_StopsThatBot_WithAnAlarm_AndOnlyThat()
    {
        var other = _telegram.AddBot("456:other");
        _bot.IsRevoked = true;
        await using var host = await StartAsync(options => options.Bots.Add(new IntakeBot("shop", "456:other", new Uri(_telegram.Url))));
        await Eventually.TrueAsync(() => host.Log.Lines.Any(line => line.StartsWith("Critical 653: Bot main", StringComparison.Ordinal)));
        other.AddMessage(1);
        await ListedAsync(1);
        Assert.False(host.Keeper.IsHopeless);
        Assert.Single(_telegram.Calls, call =>
            call.Path.Contains("123:", StringComparison.Ordinal) && !call.Body.TryGetProperty("offset", out _));
    }

    [Fact]
    public async Task KindsOfUpdate_AreToldOnce()
    {
        await using var host = await StartAsync(options => options.AllowedUpdates = ["message", "message_reaction"]);
        await Eventually.TrueAsync(() => _bot.AllowedUpdates.Count == 2);
        _bot.AddMessage(1);
        _bot.Add("message_reaction", """{"chat":{"id":1}}""");
        await ListedAsync(2);
        Assert.Single(_telegram.Calls, call => call.Body.TryGetProperty("allowed_updates", out _));
    }

    [Fact]
    public async Task Trouble_OfTelegrams_IsWaitedFor()
    {
        _telegram.Trouble = new ApiAnswer(502, "<html>Bad Gateway</html>");
        await using var host = await StartAsync();
        await Eventually.TrueAsync(() => host.Status.Problems.Count == 1);
        _telegram.Trouble = null;
        _bot.AddMessage(1);
        await ListedAsync(1);
        await Eventually.TrueAsync(() => host.Status.Problems.Count == 0);
    }

    [Fact]
    public async Task OneToken_UnderTwoNames_IsRefused()
    {
        var e = await Assert.ThrowsAsync<OptionsValidationException>(
            () => StartAsync(options => options.Bots.Add(new IntakeBot("again", "123:secret", new Uri(_telegram.Url)))));
        Assert.Equal("The bots main and again have the token of one bot (123): Telegram gives its updates once. Leave one of them out.",
            e.Message);
    }

    private Task<PollerHost> StartAsync(Action<PollerOptions>? configure = null)
    {
        var queue = new RedisIntakeQueue(
            RedisConnectionOptions.FromUrl(_redis.Url), _options, TimeProvider.System, NullLoggerFactory.Instance);
        _queues.Add(queue);
        return PollerHost.StartAsync(queue, options =>
        {
            options.Bots.Add(new IntakeBot("main", "123:secret", new Uri(_telegram.Url)));
            configure?.Invoke(options);
        });
    }

    private async Task ListedAsync(int count) =>
        await Eventually.TrueAsync(async () => (await ListAsync()).Distinct().Count() >= count, what: $"{count} updates are on the queue");

    private async Task<IReadOnlyList<int>> ListAsync()
    {
        await using var client = await RedisClient.ConnectAsync(_redis.Configuration);
        return [.. (await client.Database.ListRangeAsync(_options.Key)).Select(entry => (int)Reader.Read((byte[])entry!).UpdateId!)];
    }
}
