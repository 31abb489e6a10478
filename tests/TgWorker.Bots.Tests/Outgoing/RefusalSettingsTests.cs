using Telegram.Bot;
using Telegram.Bot.Types;
using TgWorker.Core.Handling;
using TgWorker.Testing;

namespace TgWorker.Bots.Tests.Outgoing;

/// <summary>What refusals mean that nobody can do anything about, and who is told.</summary>
public sealed class RefusalSettingsTests : IAsyncLifetime
{
    private readonly BotTest _test = new();

    public RefusalSettingsTests() =>
        _test.Routes.OnText((Message message, ITelegramBotClient bot) => bot.SendMessage(message.Chat, "answer"));

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _test.DisposeAsync().AsTask();

    [Theory]
    [InlineData(403, "Forbidden: bot was blocked by the user", OnRefusal.Ignore, OnRefusal.Fail, OutcomeKind.Handled)]
    [InlineData(403, "Forbidden: bot was blocked by the user", OnRefusal.Fail, OnRefusal.Ignore, OutcomeKind.Fail)]
    [InlineData(400, "Bad Request: message is not modified", OnRefusal.Fail, OnRefusal.Ignore, OutcomeKind.Handled)]
    [InlineData(400, "Bad Request: message is not modified", OnRefusal.Ignore, OnRefusal.Fail, OutcomeKind.Fail)]
    [InlineData(400, "Bad Request: message to edit not found", OnRefusal.Ignore, OnRefusal.Fail, OutcomeKind.Fail)]
    public async Task Refusal_MeansWhatTheSettingSays(
        int code, string description, OnRefusal blocked, OnRefusal notModified, OutcomeKind outcome)
    {
        (_test.Outgoing.OnBlocked, _test.Outgoing.OnNotModified) = (blocked, notModified);
        _test.Telegram.Refuse("sendMessage", code, description);

        Assert.Equal(outcome, (await _test.FeedAsync(TestUpdate.Text("hi"), attempt: 1)).Outcome.Kind);
    }

    [Fact]
    public async Task ChatGone_IsTold_WhateverTheHandlerMakesOfIt()
    {
        var told = new List<(long?, ChatGone)>();
        _test.Routes.OnChatGone((context, gone, _) =>
        {
            told.Add((context.UpdateId, gone));
            return default;
        });
        _test.Routes.OnCallbackQuery((ITelegramBotClient bot) => bot.SendMessage(5, "friend").OrGone());
        _test.Telegram.On("sendMessage").Blocked();
        var press = TestUpdate.Button("x");

        var handled = await _test.FeedAsync(press, attempt: 1);

        Assert.Equal(OutcomeKind.Handled, handled.Outcome.Kind);
        Assert.Equal([(press.UpdateId, new ChatGone("main", "5", "Forbidden: bot was blocked by the user"))], told);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Migration_IsFollowed_UploadsToo(bool uploads)
    {
        _test.Routes.OnCallbackQuery(async (ITelegramBotClient bot) =>
        {
            await (uploads ? bot.SendDocument(-5, new InputFileStream(new MemoryStream([1, 2, 3]), "a.bin"), "text")
                : bot.SendMessage(-5, "text"));
        });
        var method = uploads ? "sendDocument" : "sendMessage";
        _test.Telegram.Refuse(method, 400, "Bad Request: group chat was upgraded to a supergroup chat", migrateToChatId: -1005);

        var handled = await _test.FeedAsync(TestUpdate.Button("x"), attempt: 1);

        Assert.Equal(OutcomeKind.Handled, handled.Outcome.Kind);
        Assert.Equal([-5, -1005], handled.Calls.Select(call => call.ChatId));
        Assert.Equal("text", handled.Calls[1][uploads ? "caption" : "text"]);
        Assert.Equal(uploads ? "a.bin" : null, handled.Calls[1]["0"]);
    }
}
