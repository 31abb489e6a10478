using TgWorker.Intake.Tests.TestSupport;
using TgWorker.TestSupport.Telegram;
using TgWorker.TestSupport.Time;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Intake.Tests.BotApi;

/// <summary>The tests' own Bot API server delivers as Telegram's does.</summary>
public sealed class WebhookDeliveryTests : IAsyncLifetime
{
    private readonly FakeTime _time = new();
    private BotApiServer _server = null!;
    private WebhookEndpoint _endpoint = null!;
    private BotApiBot _bot = null!;
    private BotApiClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await BotApiServer.StartAsync(new BotApiServerOptions { Time = _time });
        _endpoint = await WebhookEndpoint.StartAsync();
        _bot = _server.AddBot();
        _client = new BotApiClient(_server.Url, _bot.Token);
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _endpoint.DisposeAsync();
    }

    [Fact]
    public async Task Updates_OfOneQueue_FollowEachOther_OfSeveral_SideBySide()
    {
        await SetAsync(("secret_token", "s3cret"));
        // One connection, until something has succeeded.
        _bot.AddMessage(1);
        await _endpoint.WaitForArrivalsAsync(1);
        await Eventually.EqualAsync(0, () => Task.FromResult(_bot.Pending));
        var hold = new TaskCompletionSource();
        _endpoint.Answer = async _ =>
        {
            await hold.Task;
            return (200, null, "");
        };
        int[] ids = [_bot.AddMessage(1), _bot.AddMessage(1), _bot.AddMessage(2), _bot.AddCallback(1, 1)];

        await _endpoint.WaitForArrivalsAsync(4);
        Assert.Equal([ids[0], ids[2], ids[3]], _endpoint.Arrivals.Skip(1).Order());
        Assert.Equal("s3cret", _endpoint.LastHeaders["X-Telegram-Bot-Api-Secret-Token"]);
        hold.SetResult();
        await _endpoint.WaitForArrivalsAsync(5);
        await Eventually.EqualAsync(0, () => Task.FromResult(_bot.Pending));
        Assert.Equal(3, _endpoint.Peak);
    }

    [Fact]
    public async Task Failure_WithRetryAfter_IsTriedAgainThenAndOnlyThen()
    {
        var fails = 2;
        _endpoint.Answer = _ => Task.FromResult(fails-- > 0 ? (503, (int?)3, "") : (200, null, ""));
        await SetAsync();
        _bot.AddMessage(1);
        await _endpoint.WaitForArrivalsAsync(1);
        await AdvanceAsync(3, arrivals: 2);
        await AdvanceAsync(3, arrivals: 3);
        await Eventually.EqualAsync(0, () => Task.FromResult(_bot.Pending));
        Assert.Equal([503, 503, 200], _bot.Deliveries.Select(delivery => delivery.Status));
    }

    [Fact]
    public async Task Failure_Bare_IsTriedAtOnceThenWithGrowingDelays()
    {
        _endpoint.Answer = _ => Task.FromResult((500, (int?)null, ""));
        await SetAsync();
        _bot.AddMessage(1);
        await _endpoint.WaitForArrivalsAsync(2);
        foreach (var (seconds, arrivals) in new[] { (2, 3), (4, 4), (8, 5), (16, 6), (32, 7), (121, 8) })
        {
            await AdvanceAsync(seconds, arrivals);
        }

        var (_, info) = await _client.CallAsync("getWebhookInfo");
        Assert.Equal("Wrong response from the webhook: 500 Internal Server Error",
            info.GetProperty("result").GetProperty("last_error_message").GetString());
    }

    [Fact]
    public async Task CallbackQuery_ThatFails_IsDroppedWhenItsLifeEndsBeforeTheNextTry()
    {
        _endpoint.Answer = _ => Task.FromResult((500, (int?)null, ""));
        await SetAsync();
        _bot.AddCallback(1, 1);
        await _endpoint.WaitForArrivalsAsync(2);
        foreach (var (seconds, arrivals) in new[] { (2, 3), (4, 4), (8, 5), (16, 6), (32, 7) })
        {
            await AdvanceAsync(seconds, arrivals);
        }

        // The delay after that is 60 s and more: once more, and it is too late.
        await AdvanceAsync(60, arrivals: 8, late: 5);
        await Eventually.EqualAsync(0, () => Task.FromResult(_bot.Pending));
    }

    [Fact]
    public async Task SickChats_TwiceMaxConnections_StallTheBot()
    {
        await SetAsync(("max_connections", "2"));
        _bot.AddMessage(99);
        await _endpoint.WaitForArrivalsAsync(1);
        await Eventually.EqualAsync(0, () => Task.FromResult(_bot.Pending));
        var sick = new HashSet<int>();
        _endpoint.Answer = id => Task.FromResult(sick.Contains(id) ? (500, (int?)600, "") : (200, null, ""));
        for (var chat = 1; chat <= 4; chat++)
        {
            sick.Add(_bot.AddMessage(chat));
        }

        await _endpoint.WaitForArrivalsAsync(5);
        var healthy = _bot.AddMessage(5);
        Assert.DoesNotContain(healthy, _endpoint.Arrivals);
        sick.Clear();
        await AdvanceAsync(601, arrivals: 7);
        await Eventually.EqualAsync(0, () => Task.FromResult(_bot.Pending));
    }

    [Fact]
    public async Task Gone_For23Hours_RemovesTheWebhook()
    {
        _endpoint.Answer = _ => Task.FromResult((410, (int?)3600, ""));
        await SetAsync();
        _bot.AddMessage(1);
        for (var hour = 1; hour <= 23; hour++)
        {
            await _endpoint.WaitForArrivalsAsync(hour);
            Assert.NotEmpty(_bot.WebhookUrl);
            await AdvanceAsync(3600, hour + 1, late: 1);
        }

        await Eventually.EqualAsync("", () => Task.FromResult(_bot.WebhookUrl));
    }

    [Fact]
    public async Task Webhook_DownAndBack_OpensOneConnectionUntilSomethingSucceeds()
    {
        await SetAsync();
        _bot.AddMessage(1);
        await _endpoint.WaitForArrivalsAsync(1);
        await Eventually.EqualAsync(0, () => Task.FromResult(_bot.Pending));
        _endpoint.Answer = _ => Task.FromResult((503, (int?)1, ""));
        _time.Advance(TimeSpan.FromSeconds(11));
        var opened = _bot.ConnectionsOpened;
        for (var chat = 1; chat <= 10; chat++)
        {
            _bot.AddMessage(chat);
        }

        await _endpoint.WaitForArrivalsAsync(11);
        Assert.Equal(opened, _bot.ConnectionsOpened);
    }

    private async Task SetAsync(params (string, string)[] more)
    {
        var (status, _) = await _client.CallAsync("setWebhook", [("url", _endpoint.Url), .. more]);
        Assert.Equal(200, status);
    }

    // Not before the answer is in: the delay counts from there.
    private async Task AdvanceAsync(int seconds, int arrivals, double late = 0.1)
    {
        var before = _endpoint.Arrivals.Count;
        await Eventually.TrueAsync(() => _bot.Deliveries.Count == before);
        await _time.WaitForTimersAsync();
        _time.Advance(TimeSpan.FromSeconds(seconds - 0.5));
        Assert.Equal(before, _endpoint.Arrivals.Count);
        _time.Advance(TimeSpan.FromSeconds(0.5 + late));
        await _endpoint.WaitForArrivalsAsync(arrivals);
    }
}
