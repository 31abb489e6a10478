using Telegram.Bot;
using Telegram.Bot.Types;
using TgWorker.Bots.Tests.Clients;
using TgWorker.Core.Handling;
using TgWorker.Testing;

namespace TgWorker.Bots.Tests.Outgoing;

/// <summary>What a handler has sent is not sent again.</summary>
public sealed class RememberedCallsTests : IAsyncLifetime
{
    private const string TooMany = "Too Many Requests";

    private readonly BotTest _test = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _test.DisposeAsync().AsTask();

    [Fact]
    public async Task Handler_SendsAPhotoC_PhotoIsParked_AIsSentOnce()
    {
        var answers = new List<int>();
        _test.Routes.OnText(async (Message message, ITelegramBotClient bot) =>
        {
            answers.Add((await bot.SendMessage(message.Chat, "A")).Id);
            await bot.SendPhoto(message.Chat, new InputFileStream(new MemoryStream(new byte[10]), "photo.png"));
            await bot.SendMessage(message.Chat, "C");
        });
        _test.Telegram.Refuse("sendPhoto", 429, TooMany, retryAfter: 30);

        var tries = await _test.FeedToTheEndAsync(TestUpdate.Text("hi"));

        Assert.Equal([OutcomeKind.Wait, OutcomeKind.Handled], tries.Select(at => at.Outcome.Kind));
        Assert.Equal(["sendMessage", "sendPhoto", "sendPhoto", "sendMessage"], _test.Telegram.Calls.Select(call => call.Method));
        Assert.Equal(["A", null, null, "C"], _test.Telegram.Calls.Select(call => call.Text));
        Assert.Equal(answers[0], answers[1]);
    }

    [Fact]
    public async Task Handler_ShortFlood_WaitsAndMakesThatCallAlone()
    {
        _test.Routes.OnText(async (Message message, ITelegramBotClient bot) =>
        {
            await bot.SendMessage(message.Chat, "A");
            await bot.SendPhoto(message.Chat, new InputFileStream(new MemoryStream([1, 2, 3]), "photo.png"));
        });
        _test.Telegram.Refuse("sendPhoto", 429, TooMany, retryAfter: 3);
        var began = _test.Time.GetUtcNow();

        var handled = await _test.FeedAsync(TestUpdate.Text("hi"), attempt: 1);

        Assert.Equal(OutcomeKind.Handled, handled.Outcome.Kind);
        Assert.Equal(["sendMessage", "sendPhoto", "sendPhoto"], handled.Calls.Select(call => call.Method));
        Assert.Equal("photo.png", handled.Calls[2]["0"]);
        Assert.Equal(TimeSpan.FromSeconds(3), _test.Time.GetUtcNow() - began);
    }

    [Theory]
    [InlineData(5, 1, OutcomeKind.Handled)]
    [InlineData(6, 1, OutcomeKind.Wait)]
    [InlineData(3, 2, OutcomeKind.Wait)]
    [InlineData(2, 2, OutcomeKind.Handled)]
    public async Task Flood_Waits_AreShortTogetherOrTheUpdateIsParked(int seconds, int refusals, OutcomeKind outcome)
    {
        _test.Routes.OnText((Message message, ITelegramBotClient bot) => bot.SendMessage(message.Chat, "A"));
        for (var i = 0; i < refusals; i++)
        {
            _test.Telegram.Refuse("sendMessage", 429, TooMany, retryAfter: seconds);
        }

        Assert.Equal(outcome, (await _test.FeedAsync(TestUpdate.Text("hi"), attempt: 1)).Outcome.Kind);
    }

    [Fact]
    public async Task Upload_FromAStreamThatCannotBeReadAgain_IsNotMadeAgain()
    {
        _test.Routes.OnText(async (Message message, ITelegramBotClient bot) =>
        {
            await using var file = new OneWayStream([1, 2, 3]);
            await bot.SendDocument(message.Chat, new InputFileStream(file, "a.bin"));
        });
        _test.Telegram.Refuse("sendDocument", 429, TooMany, retryAfter: 1);

        var tries = await _test.FeedToTheEndAsync(TestUpdate.Text("hi"));

        Assert.Equal([OutcomeKind.Wait, OutcomeKind.Handled], tries.Select(at => at.Outcome.Kind));
    }

    [Fact]
    public async Task Retry_AfterAnException_SendsOnlyWhatIsMissing_EqualTextsByTheirNumber()
    {
        var tries = 0;
        _test.Routes.OnText(async (Message message, ITelegramBotClient bot) =>
        {
            tries++;
            await bot.SendMessage(message.Chat, "beat");
            await bot.SendMessage(message.Chat, "beat");
            if (tries == 1)
            {
                throw new InvalidOperationException("broken");
            }

            await bot.SendMessage(message.Chat, "beat");
        });

        var fed = await _test.FeedToTheEndAsync(TestUpdate.Text("hi"));

        Assert.Equal([2, 1], fed.Select(at => at.Calls.Count));
    }

    [Fact]
    public async Task Retry_EditAndDeletion_AreNotRefusedTheSecondTime()
    {
        var tries = 0;
        _test.Routes.OnCallbackQuery(async (CallbackQuery press, ITelegramBotClient bot) =>
        {
            tries++;
            await bot.EditMessageText(press.Message!.Chat, press.Message.Id, "new");
            await bot.DeleteMessage(press.Message.Chat, 77);
            if (tries == 1)
            {
                throw new InvalidOperationException("broken");
            }

            await bot.SendMessage(press.Message.Chat, "done");
        });
        _test.Telegram.On("editMessageText", _ => tries == 2).Refuse(400, "Bad Request: message is not modified");
        _test.Telegram.On("deleteMessage", _ => tries == 2).Refuse(400, "Bad Request: message to delete not found");

        var fed = await _test.FeedToTheEndAsync(TestUpdate.Button("x"));

        Assert.Equal("done", fed[^1].Calls[^1].Text);
    }

    [Fact]
    public async Task Question_IsAskedAnewAtEachTry()
    {
        var tries = 0;
        _test.Routes.OnText(async (Message message, ITelegramBotClient bot) =>
        {
            await bot.GetChat(message.Chat.Id);
            await bot.SendChatAction(message.Chat, Telegram.Bot.Types.Enums.ChatAction.Typing);
            if (++tries == 1)
            {
                throw new InvalidOperationException("broken");
            }
        });

        await _test.FeedToTheEndAsync(TestUpdate.Text("hi"));

        Assert.Equal(["getChat", "sendChatAction", "getChat", "sendChatAction"], _test.Telegram.Calls.Select(call => call.Method));
    }

    [Fact]
    public async Task Update_OnceFinished_IsForgotten()
    {
        _test.Routes.OnText((UpdateContext context) => context.ReplyAsync("A"));
        var update = TestUpdate.Text("hi");

        await _test.FeedAsync(update, attempt: 1);
        await _test.FeedAsync(update, attempt: 1);

        Assert.Equal(2, _test.Telegram.Calls.Count);
    }

    [Fact]
    public async Task Remember_Off_SendsEverythingAgain()
    {
        await using var test = new BotTest();
        test.Outgoing.Remember = false;
        test.Routes.OnText(async (UpdateContext context) =>
        {
            await context.ReplyAsync("A");
            await context.ReplyAsync("B");
        });
        test.Telegram.On("sendMessage", call => call.Text == "B").Refuse(429, TooMany, retryAfter: 60);

        await test.FeedToTheEndAsync(TestUpdate.Text("hi"));

        Assert.Equal(["A", "B", "A", "B"], test.Telegram.Calls.Select(call => call.Text));
    }
}
