using System.Text.Json;
using TgWorker.Bots.Albums;
using TgWorker.Bots.BotApi;
using TgWorker.Bots.Routing;
using TgWorker.Core.Handling;
using TgWorker.Core.Updates;
using TgWorker.Testing;

namespace TgWorker.Bots.Tests.Testing;

public sealed class BotTestTests : IAsyncDisposable
{
    private readonly BotTest _test = new();

    public BotTestTests() => _test.Routes.OnText((UpdateView update, BotClient bot) => bot.SendTextAsync(update.ChatId, update.Text!.ToUpperInvariant()));

    public ValueTask DisposeAsync() => _test.DisposeAsync();

    [Fact]
    public async Task Feed_BotAnswers_ItsCallIsSeen()
    {
        var handled = await _test.FeedAsync(TestUpdate.Text("hi", userId: 7), attempt: 1);

        var call = Assert.Single(handled.Calls);
        Assert.Equal(("1:test", "sendMessage", 7L, "HI"), (call.Token, call.Method, call.ChatId, call.Text));
        Assert.Equal(_test.Telegram.Calls, handled.Calls);
    }

    [Theory]
    [InlineData(429, 5, OutcomeKind.Wait, 5)]
    [InlineData(429, 0, OutcomeKind.Wait, 1)]
    [InlineData(429, null, OutcomeKind.Wait, 1)]
    [InlineData(400, null, OutcomeKind.Fail, null)]
    [InlineData(403, null, OutcomeKind.Fail, null)]
    [InlineData(502, null, OutcomeKind.Retry, null)]
    public async Task Feed_TelegramRefuses_OutcomeIsTheRightOne(int code, int? retryAfter, OutcomeKind outcome, int? after)
    {
        _test.Telegram.Refuse("sendMessage", code, "No.", retryAfter);

        var handled = await _test.FeedAsync(TestUpdate.Text("hi"), attempt: 1);

        Assert.Equal((outcome, after), (handled.Outcome.Kind, (int?)handled.Outcome.After?.TotalSeconds));
        Assert.Equal($"Telegram refused sendMessage: {code} No.", handled.Outcome.Error);
    }

    [Fact]
    public async Task Call_GroupBecameASupergroup_GoesToThat()
    {
        _test.Telegram.Refuse("sendMessage", 400, "Bad Request: group chat was upgraded to a supergroup chat", migrateToChatId: -1009);

        var handled = await _test.FeedAsync(TestUpdate.Text("hi", 7, -9), attempt: 1);

        Assert.Equal(OutcomeKind.Handled, handled.Outcome.Kind);
        Assert.Equal([-9L, -1009L], handled.Calls.Select(call => call.ChatId!.Value));
        Assert.Equal(["HI", "HI"], handled.Calls.Select(call => call.Text));
    }

    [Fact]
    public async Task Feed_SeveralBots_EachAnswersWithItsOwnTokenAndAStrangerFails()
    {
        _test.AddBot("shop");
        const string json = """{"update_id":1,"message":{"message_id":1,"chat":{"id":7,"type":"private"},"text":"x"}}""";

        var handled = await _test.FeedAsync(TestUpdate.FromJson(json), TestUpdate.FromJson(json, "shop"), TestUpdate.FromJson(json, "stranger"));

        Assert.Equal(["1:test", "2:test"], _test.Telegram.Calls.Select(call => call.Token));
        Assert.Equal(UpdateOutcome.Fail("No token is configured for the bot 'stranger': set TelegramBots:stranger:Token."), handled[2].Outcome);
    }

    [Fact]
    public async Task Feed_AlbumInAScript_IsHandedOverAtItsFirstMessage()
    {
        _test.Routes.OnAlbum((Album album, BotClient bot, UpdateView first) => bot.SendTextAsync(first.ChatId, $"{album.Caption} {album.Messages.Count}"));

        var handled = await _test.FeedAsync([TestUpdate.Text("hi"), .. TestUpdate.Album(3, "Holiday"), TestUpdate.Text("ho"), .. TestUpdate.Album(1)]);

        Assert.Equal(["HI", "Holiday 3", "HO", " 1"], _test.Telegram.Calls.Select(call => call.Text));
        Assert.Equal(["message Text", "album", null, null, "message Text", "album"], handled.Select(update => update.Route));
        Assert.All(handled, update => Assert.Equal(OutcomeKind.Handled, update.Outcome.Kind));
    }

    [Fact]
    public async Task OnPhoto_TakesAnAlbum_SaysWhichRoutesHaveOne()
    {
        _test.Routes.OnPhoto((Album album) => { });

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => _test.FeedAsync(TestUpdate.Album(1)));

        Assert.Contains("takes an Album 'album': only OnAlbum(…) and [Album] have one", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OnAlbum_QuietTimeIsNone_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>("quiet", () => _test.Routes.OnAlbum((Album album) => { }, TimeSpan.Zero));

    [Fact]
    public async Task Call_ToldAnAnswer_ReturnsItsResult()
    {
        _test.Telegram.Answer("getChat", new { id = 7, title = "Team" });
        JsonElement chat = default;
        _test.Routes.OnDice(async (BotClient bot) => chat = await bot.CallAsync("getChat", new { chat_id = 7 }));

        await _test.FeedAsync(TestUpdate.Message(new { dice = new { value = 1 } }), attempt: 1);

        Assert.Equal("Team", chat.GetProperty("title").GetString());
    }
}
