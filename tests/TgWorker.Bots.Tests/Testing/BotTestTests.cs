using Telegram.Bot;
using Telegram.Bot.Types;
using TgWorker.Core.Handling;
using TgWorker.Testing;

namespace TgWorker.Bots.Tests.Testing;

public sealed class BotTestTests : IAsyncLifetime
{
    private readonly BotTest _test = new();

    public BotTestTests() => _test.Routes.OnText(
        (Message message, ITelegramBotClient bot) => bot.SendMessage(message.Chat, message.Text!.ToUpperInvariant()));

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _test.DisposeAsync().AsTask();

    [Fact]
    public async Task Feed_BotAnswers_ItsCallIsSeen()
    {
        var handled = await _test.FeedAsync(TestUpdate.Text("hi", userId: 7), attempt: 1);

        var call = Assert.Single(handled.Calls);
        Assert.Equal(("1:test", "sendMessage", 7L, "HI"), (call.Token, call.Method, call.ChatId, call.Text));
        Assert.Equal(_test.Telegram.Calls, handled.Calls);
    }

    [Theory]
    [InlineData(429, 15, OutcomeKind.Wait, 15)]
    [InlineData(429, 0, OutcomeKind.Wait, 1)]
    [InlineData(429, null, OutcomeKind.Wait, 1)]
    [InlineData(400, null, OutcomeKind.Fail, null)]
    [InlineData(401, null, OutcomeKind.Fail, null)]
    [InlineData(403, null, OutcomeKind.Fail, null)]
    [InlineData(404, null, OutcomeKind.Fail, null)]
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

        var handled = await _test.FeedAsync(
            TestUpdate.FromJson(json), TestUpdate.FromJson(json, "shop"), TestUpdate.FromJson(json, "stranger"));

        Assert.Equal(["1:test", "2:test"], _test.Telegram.Calls.Select(call => call.Token));
        Assert.Equal(UpdateOutcome.Fail("No token is configured for the bot 'stranger': set TelegramBots:stranger:Token."),
            handled[2].Outcome);
    }

    [Fact]
    public async Task Feed_AlbumInAScript_IsHandedOverAtItsFirstMessage()
    {
        _test.Routes.OnAlbum((Album album, Message[] messages, ITelegramBotClient bot) =>
            bot.SendMessage(messages[0].Chat, $"{album.Caption} {messages.Length}"));

        var handled = await _test.FeedAsync(
            [TestUpdate.Text("hi"), .. TestUpdate.Album(3, "Holiday"), TestUpdate.Text("ho"), .. TestUpdate.Album(1)]);

        Assert.Equal(["HI", "Holiday 3", "HO", " 1"], _test.Telegram.Calls.Select(call => call.Text));
        Assert.Equal(["OnText()", "OnAlbum()", null, null, "OnText()", "OnAlbum()"], handled.Select(update => update.Route));
        Assert.All(handled, update => Assert.Equal(OutcomeKind.Handled, update.Outcome.Kind));
    }
}
