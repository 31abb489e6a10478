using TgWorker.Intake.Tests.TestSupport;
using TgWorker.TestSupport.Telegram;
using TgWorker.TestSupport.Time;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Intake.Tests.BotApi;

/// <summary>The tests' own Bot API server answers getUpdates as Telegram's does.</summary>
public sealed class GetUpdatesTests : IAsyncLifetime
{
    private readonly FakeTime _time = new();
    private BotApiServer _server = null!;
    private BotApiBot _bot = null!;
    private BotApiClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await BotApiServer.StartAsync(new BotApiServerOptions { Time = _time });
        _bot = _server.AddBot(firstId: 10);
        _client = new BotApiClient(_server.Url, _bot.Token);
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Offset_ConfirmsWhatIsBelowIt_AndNothingElseDoes()
    {
        Add(3);
        Assert.Equal([10, 11, 12], await _client.GetUpdatesAsync(0));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([10, 11, 12], await _client.GetUpdatesAsync(0));
        Assert.Equal([12], await _client.GetUpdatesAsync(12));
        Assert.Equal(1, _bot.Pending);
        Add(1);
        Assert.Equal([13], await _client.GetUpdatesAsync(-1));
        Assert.Equal(1, _bot.Pending);
    }

    [Fact]
    public async Task Offset_OfAnotherLife_IsTheOldest()
    {
        Add(2);
        Assert.Equal([10, 11], await _client.GetUpdatesAsync(5000));
        Assert.Equal(2, _bot.Pending);
    }

    [Fact]
    public async Task SameOffset_AtOnce_GivesOneUpdate()
    {
        Add(3);
        Assert.Equal(3, (await _client.GetUpdatesAsync(10)).Count);
        Assert.Equal([10], await _client.GetUpdatesAsync(10));
        _time.Advance(TimeSpan.FromSeconds(0.6));
        Assert.Equal(3, (await _client.GetUpdatesAsync(10)).Count);
    }

    [Fact]
    public async Task LongPoll_IsAnsweredByANewUpdate_OrByTheTimeout()
    {
        var waiting = _client.GetUpdatesAsync(0, timeout: 50);
        await Eventually.TrueAsync(() => _bot.IsPolled);
        Add(1);
        Assert.Equal([10], await waiting);

        var idle = _client.GetUpdatesAsync(11, timeout: 99);
        await Eventually.TrueAsync(() => _bot.IsPolled && _time.Timers > 0);
        _time.Advance(TimeSpan.FromSeconds(50));
        Assert.Empty(await idle);
    }

    [Fact]
    public async Task TwoPollers_TheNewerWins()
    {
        var older = _client.CallAsync("getUpdates", ("timeout", "50"));
        await Eventually.TrueAsync(() => _bot.IsPolled);
        var newer = _client.GetUpdatesAsync(0, timeout: 50);

        var (status, answer) = await older;
        Assert.Equal((409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"),
            (status, answer.GetProperty("description").GetString()));
        Add(1);
        Assert.Equal([10], await newer);
    }

    [Fact]
    public async Task ActiveWebhook_IsAConflict_TheSecondOneAnsweredLate()
    {
        await _client.CallAsync("setWebhook", ("url", "http://127.0.0.1:9/x"));
        var (status, answer) = await _client.CallAsync("getUpdates");
        Assert.Equal((409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"),
            (status, answer.GetProperty("description").GetString()));

        var second = _client.CallAsync("getUpdates");
        await _time.WaitForTimersAsync();
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(409, (await second).Status);

        await _client.CallAsync("deleteWebhook");
        Add(1);
        Assert.Equal([10], await _client.GetUpdatesAsync(0));
    }

    [Fact]
    public async Task SetWebhook_EndsTheLongPoll()
    {
        var waiting = _client.CallAsync("getUpdates", ("timeout", "50"));
        await Eventually.TrueAsync(() => _bot.IsPolled);
        await _client.CallAsync("setWebhook", ("url", "http://127.0.0.1:9/x"));
        Assert.Equal(409, (await waiting).Status);
    }

    [Fact]
    public async Task Kinds_OffByDefault_ComeOnceTheyAreAllowed_AndTheChoiceStays()
    {
        Assert.Null(_bot.Add("message_reaction", """{"chat":{"id":1}}"""));
        await _client.CallAsync("getUpdates", ("allowed_updates", """["message_reaction","nonsense"]"""));
        Assert.NotNull(_bot.Add("message_reaction", """{"chat":{"id":1}}"""));
        Assert.Null(_bot.Add("message", """{"chat":{"id":1}}"""));
        await _client.CallAsync("getUpdates", ("allowed_updates", "not json"));
        Assert.Equal(["message_reaction"], _bot.AllowedUpdates);
    }

    [Fact]
    public async Task Expired_AreDropped()
    {
        _bot.AddCallback(1, 1);
        _time.Advance(TimeSpan.FromSeconds(151));
        Assert.Empty(await _client.GetUpdatesAsync(0));
    }

    [Fact]
    public async Task Token_RevokedOrUnknown_Is401()
    {
        _bot.IsRevoked = true;
        Assert.Equal(401, (await _client.CallAsync("getUpdates")).Status);
        var stranger = new BotApiClient(_server.Url, "2:x");
        Assert.Equal(401, (await stranger.CallAsync("getUpdates")).Status);
    }

    private void Add(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _bot.AddMessage(1);
        }
    }
}
