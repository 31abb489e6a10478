using Telegram.Bot;
using Telegram.Bot.Requests;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;
using Telegram.Bot.Types.ReplyMarkups;
using TgWorker.Core.Handling;
using TgWorker.Testing;

namespace TgWorker.Bots.Tests.Testing;

/// <summary>What the test kit's Telegram answers, usually and as it is told.</summary>
public sealed class FakeTelegramTests : IAsyncLifetime
{
    private readonly BotTest _test = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _test.DisposeAsync().AsTask();

    [Fact]
    public async Task SendMessage_Usual_HoldsWhatWasSent() => await AskAsync(async bot =>
    {
        var sent = await bot.SendMessage(
            -100, "<b>hi</b>", ParseMode.Html, replyMarkup: new InlineKeyboardMarkup(InlineKeyboardButton.WithCallbackData("Yes", "yes")));
        var next = await bot.SendMessage("@news", "x");

        Assert.Equal((-100L, ChatType.Supergroup, "<b>hi</b>", "yes"),
            (sent.Chat.Id, sent.Chat.Type, sent.Text, sent.ReplyMarkup!.InlineKeyboard.Single().Single().CallbackData));
        Assert.Equal((1L, true), (sent.From!.Id, sent.From.IsBot));
        Assert.Equal(_test.Time.GetUtcNow(), sent.Date);
        Assert.Equal(("news", sent.Id + 1), (next.Chat.Username, next.Id));
    });

    [Fact]
    public async Task Media_Usual_HasItsFile() => await AskAsync(async bot =>
    {
        var photo = await bot.SendPhoto(7, InputFile.FromStream(new MemoryStream([1]), "cat.png"), "A cat");
        var album = await bot.SendMediaGroup(
            7, [new InputMediaPhoto(InputFile.FromFileId("one")) { Caption = "Two" }, new InputMediaVideo(InputFile.FromFileId("two"))]);
        var poll = await bot.SendPoll(7, "Which?", ["A", "B"]);
        var invoice = await bot.SendInvoice(7, "Tea", "Green", "tea-1", "XTR", [new("Tea", 5)]);

        Assert.Equal((MessageType.Photo, "A cat"), (photo.Type, photo.Caption));
        Assert.Equal([MessageType.Photo, MessageType.Video], album.Select(message => message.Type));
        Assert.Equal("Two", album[0].Caption);
        Assert.Equal("Which?", poll.Poll!.Question);
        Assert.Equal(("Tea", "XTR"), (invoice.Invoice!.Title, invoice.Invoice.Currency));
    });

    [Fact]
    public async Task Edit_Usual_IsTheSameMessage() => await AskAsync(async bot =>
    {
        var edited = await bot.EditMessageText(7, 42, "new");
        var copied = await bot.CopyMessages(7, 8, [1, 2, 3]);
        var member = await bot.GetChatMember(-100, 77);
        var chat = await bot.GetChat(-100);
        var me = await bot.GetMe();

        Assert.Equal((42, "new"), (edited.Id, edited.Text));
        Assert.Equal(3, copied.Length);
        Assert.Equal((77L, ChatMemberStatus.Member), (member.User.Id, member.Status));
        Assert.Equal((-100L, ChatType.Supergroup), (chat.Id, chat.Type));
        Assert.Equal((1L, "test_bot"), (me.Id, me.Username));
    });

    [Fact]
    public async Task File_Added_IsDownloaded() => await AskAsync(async bot =>
    {
        _test.Telegram.AddFile("some/file", "content"u8.ToArray());
        using var content = new MemoryStream();

        await bot.GetInfoAndDownloadFile("some/file", content);

        Assert.Equal("content"u8.ToArray(), content.ToArray());
    });

    [Fact]
    public async Task Answer_StaysForAllCalls_AndTheNewestServes() => await AskAsync(async bot =>
    {
        _test.Telegram.Answer("getChatMemberCount", 5);
        _test.Telegram.Answer("GETCHATMEMBERCOUNT", 6);

        var first = await bot.GetChatMemberCount(-1);
        Assert.Equal((6, 6), (first, await bot.GetChatMemberCount(-1)));
    });

    [Fact]
    public async Task Rules_StepsComeInTheirOrderAndOnlyForTheirCalls()
    {
        _test.Routes.OnText((Message message, ITelegramBotClient bot) => bot.SendMessage(message.Chat, "x"));
        var rule = _test.Telegram.On("sendMessage", call => call.ChatId == 7).Refuse(429, "Too Many Requests", retryAfter: 15).Gateway()
            .Break();
        _test.Telegram.Refuse("sendMessage", 400, "Bad Request: later");

        Assert.Equal(OutcomeKind.Fail, (await _test.FeedAsync(TestUpdate.Text("x", 8), attempt: 1)).Outcome.Kind);
        var tries = await _test.FeedToTheEndAsync(TestUpdate.Text("x", 7));

        Assert.Equal([OutcomeKind.Wait, OutcomeKind.Retry, OutcomeKind.Retry, OutcomeKind.Handled],
            tries.Select(handled => handled.Outcome.Kind));
        Assert.Equal([1, 1, 2, 3], tries.Select(handled => handled.Attempt));
        Assert.Equal(3, rule.Served);
        Assert.Equal(TimeSpan.FromSeconds(17), _test.Time.GetUtcNow() - _test.Time.Start);
    }

    [Fact]
    public async Task Rule_Always_ServesOnWithItsLastStep() => await AskAsync(async bot =>
    {
        _test.Telegram.On(call => call.Method.StartsWith("get", StringComparison.Ordinal)).Answer(1).Answer(_ => 2).Always();

        var counts = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            counts.Add(await bot.GetChatMemberCount(-1));
        }

        Assert.Equal([1, 2, 2], counts);
    });

    [Fact]
    public async Task Rule_Hangs_EndsWhenCancelled() => await AskAsync(async bot =>
    {
        _test.Telegram.On("getMe").Hang();
        using var stop = new CancellationTokenSource();
        var call = bot.GetMe(stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    });

    [Fact]
    public async Task Call_Read_IsTelegramBotsRequest()
    {
        await AskAsync(bot => bot.SendMessage(7, "x", ParseMode.MarkdownV2));

        Assert.Equal(ParseMode.MarkdownV2, Assert.Single(_test.Telegram.Calls).Read<SendMessageRequest>().ParseMode);
    }

    private async Task AskAsync(Func<ITelegramBotClient, Task> ask)
    {
        _test.Routes.OnDice(ask);

        var handled = await _test.FeedAsync(TestUpdate.Message(new { dice = new { emoji = "🎲", value = 1 } }), attempt: 1);

        if (handled.Exception is { } exception)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception);
        }
    }
}
