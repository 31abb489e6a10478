using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;
using TgWorker.Core.Handling;
using TgWorker.Core.Updates;
using TgWorker.Testing;

namespace TgWorker.Bots.Tests.Clients;

/// <summary>Handlers of routes that take Telegram.Bot's types.</summary>
public sealed class RoutedHandlersTests : IAsyncLifetime
{
    private const long Group = -100;
    private const long Supergroup = -1001234567890;

    private readonly BotTest _test = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _test.DisposeAsync().AsTask();

    [Fact]
    public async Task Handler_TakesClientAndUpdate_GetsThoseOfTheUpdatesBot()
    {
        _test.AddBot("shop");
        _test.Routes.OnText((Update update, ITelegramBotClient bot) =>
            bot.SendMessage(update.Message!.Chat.Id, $"You said: {update.Message.Text}"));

        var main = await _test.FeedAsync(TestUpdate.Text("one", userId: 11));
        var shop = await _test.FeedAsync(new TestUpdate(TestUpdate.Text("two", userId: 12)) { Bot = "shop" });

        Assert.Equal(UpdateOutcome.Handled, main.Outcome);
        Assert.Equal(("1:test", "sendMessage", 11L, "You said: one"), Sent(Assert.Single(main.Calls)));
        Assert.Equal(("2:test", "sendMessage", 12L, "You said: two"), Sent(Assert.Single(shop.Calls)));
    }

    [Fact]
    public async Task Handler_MadeByTheServices_TakesThemInItsConstructor()
    {
        _test.Routes.Add<Answers>();

        var handled = await _test.FeedAsync(TestUpdate.Text("/start"));

        Assert.Equal("hello Test", Assert.Single(handled.Calls).Text);
    }

    [Fact]
    public async Task Update_NothingTakesIt_IsNotRead()
    {
        _test.Routes.On(UpdateKind.Message, (ITelegramBotClient bot) => Assert.NotNull(bot));

        var handled = await _test.FeedAsync(Unreadable());

        Assert.Equal((null, UpdateOutcome.Handled), (handled.Exception, handled.Outcome));
    }

    [Fact]
    public async Task Update_TelegramBotCannotReadIt_IsGivenUp()
    {
        _test.Routes.On(UpdateKind.Message, (Update update) => Assert.NotNull(update));

        var handled = await _test.FeedAsync(Unreadable());

        Assert.IsType<UnreadableUpdateException>(handled.Exception);
        Assert.Equal(OutcomeKind.Fail, handled.Outcome.Kind);
    }

    [Fact]
    public async Task Call_Flooded_ParksTheChatAfterASingleCall()
    {
        _test.Routes.OnText((Update update, ITelegramBotClient bot) => bot.SendMessage(update.Message!.Chat.Id, "answer"));
        _test.Telegram.Refuse("sendMessage", 429, "Too Many Requests: retry after 42", retryAfter: 42);

        var handled = await _test.FeedAsync(TestUpdate.Text("hi"));

        Assert.Equal((OutcomeKind.Wait, TimeSpan.FromSeconds(42)), (handled.Outcome.Kind, handled.Outcome.After!.Value));
        Assert.Single(handled.Calls);
    }

    [Fact]
    public async Task Call_Refused_CanBeCaughtAsTelegramBotsException()
    {
        _test.Routes.OnText(async (Update update, ITelegramBotClient bot) =>
        {
            var refusal = await Assert.ThrowsAnyAsync<ApiRequestException>(() => bot.SendMessage(update.Message!.Chat.Id, "answer"));
            Assert.Equal((403, "Forbidden"), (refusal.ErrorCode, refusal.Message));
        });
        _test.Telegram.Refuse("sendMessage", 403, "Forbidden");

        var handled = await _test.FeedAsync(TestUpdate.Text("hi"));

        Assert.Equal((null, UpdateOutcome.Handled), (handled.Exception, handled.Outcome));
    }

    [Fact]
    public async Task Call_GroupHasBecomeASupergroup_IsMadeOnceMoreToThat()
    {
        _test.Routes.OnText((Update update, ITelegramBotClient bot) => bot.SendMessage(update.Message!.Chat.Id, "answer"));
        RefuseAsMigrated("sendMessage");

        var handled = await _test.FeedAsync(TestUpdate.Text("hi", chatId: Group));

        Assert.Equal(UpdateOutcome.Handled, handled.Outcome);
        Assert.Equal<long?>([Group, Supergroup], handled.Calls.Select(call => call.ChatId));
    }

    [Fact]
    public async Task Call_GroupMigratesTwice_IsGivenUp()
    {
        _test.Routes.OnText((Update update, ITelegramBotClient bot) => bot.SendMessage(update.Message!.Chat.Id, "answer"));
        RefuseAsMigrated("sendMessage");
        RefuseAsMigrated("sendMessage");

        var handled = await _test.FeedAsync(TestUpdate.Text("hi", chatId: Group));

        Assert.Equal((OutcomeKind.Fail, 2), (handled.Outcome.Kind, handled.Calls.Count));
    }

    [Fact]
    public async Task Call_UploadThatCannotBeReadAgainToAGroupThatMigrated_IsNotRepeatedWithAnEmptyFile()
    {
        _test.Routes.OnText((Update update, ITelegramBotClient bot) =>
            bot.SendDocument(update.Message!.Chat.Id, new OneWayStream([1, 2, 3])));
        RefuseAsMigrated("sendDocument");

        var handled = await _test.FeedAsync(TestUpdate.Text("hi", chatId: Group));

        Assert.Equal(OutcomeKind.Fail, handled.Outcome.Kind);
        Assert.Equal(Group, Assert.Single(handled.Calls).ChatId);
    }

    private static TestUpdate Unreadable() => TestUpdate.Of("message", new { message_id = "no number" });

    private static (string Token, string Method, long? Chat, string? Text) Sent(TelegramCall call) =>
        (call.Token, call.Method, call.ChatId, call.Text);

    private void RefuseAsMigrated(string method) =>
        _test.Telegram.Refuse(method, 400, "Bad Request: group chat was upgraded to a supergroup chat", migrateToChatId: Supergroup);

    private sealed class Answers(ITelegramBotClient bot, Update update)
    {
        [Command("start")]
        public Task<Message> StartAsync() => bot.SendMessage(update.Message!.Chat.Id, $"hello {update.Message.From!.FirstName}");
    }
}
