using System.Net;
using System.Net.Sockets;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;
using TgWorker.Core.Handling;
using TgWorker.Testing;

namespace TgWorker.Bots.Tests.Clients;

/// <summary>What becomes of an update whose handler called Telegram and was refused.</summary>
public sealed class RefusalTests : IAsyncLifetime
{
    private readonly BotTest _test = new();

    public RefusalTests() => _test.Routes.OnText((Message message, ITelegramBotClient bot) => bot.SendMessage(message.Chat, "answer"));

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _test.DisposeAsync().AsTask();

    [Theory]
    [InlineData(429, "Too Many Requests: retry after 42", 42, OutcomeKind.Wait, RefusalReason.TooManyRequests)]
    [InlineData(403, "Forbidden: bot was blocked by the user", null, OutcomeKind.Handled, RefusalReason.ChatGone)]
    [InlineData(403, "Forbidden: user is deactivated", null, OutcomeKind.Handled, RefusalReason.ChatGone)]
    [InlineData(403, "Forbidden: bot was kicked from the supergroup chat", null, OutcomeKind.Handled, RefusalReason.ChatGone)]
    [InlineData(403, "Forbidden: bot is not a member of the channel chat", null, OutcomeKind.Handled, RefusalReason.ChatGone)]
    [InlineData(403, "Forbidden: bot can't initiate conversation with a user", null, OutcomeKind.Handled, RefusalReason.ChatGone)]
    [InlineData(403, "Forbidden: the group chat was deleted", null, OutcomeKind.Handled, RefusalReason.ChatGone)]
    [InlineData(403, "Forbidden", null, OutcomeKind.Fail, RefusalReason.Other)]
    [InlineData(400, "Bad Request: message is not modified: specified new message content and reply markup are exactly the same", null,
        OutcomeKind.Handled, RefusalReason.NotModified)]
    [InlineData(400, "Bad Request: message to edit not found", null, OutcomeKind.Handled, RefusalReason.MessageGone)]
    [InlineData(400, "Bad Request: message to delete not found", null, OutcomeKind.Handled, RefusalReason.MessageGone)]
    [InlineData(400, "Bad Request: query is too old and response timeout expired or query ID is invalid", null, OutcomeKind.Fail,
        RefusalReason.Other)]
    [InlineData(400, "Bad Request: chat not found", null, OutcomeKind.Fail, RefusalReason.Other)]
    [InlineData(401, "Unauthorized", null, OutcomeKind.Fail, RefusalReason.Other)]
    [InlineData(404, "Not Found", null, OutcomeKind.Fail, RefusalReason.Other)]
    [InlineData(500, "Internal Server Error", null, OutcomeKind.Retry, RefusalReason.Other)]
    public async Task Call_Refused_MeansWhatItMeans(
        int code, string description, int? retryAfter, OutcomeKind outcome, RefusalReason reason)
    {
        _test.Telegram.Refuse("sendMessage", code, description, retryAfter);

        var handled = await _test.FeedAsync(TestUpdate.Text("hi", 7), attempt: 1);

        var refusal = Assert.IsType<TelegramRefusalException>(handled.Exception);
        Assert.Equal((outcome, reason), (handled.Outcome.Kind, refusal.Reason));
        Assert.Equal(("sendMessage", "7", code, description), (refusal.Method, refusal.Chat, refusal.ErrorCode, refusal.Message));
        Assert.Equal(outcome == OutcomeKind.Handled ? null : $"Telegram refused sendMessage: {code} {description}", handled.Outcome.Error);
        Assert.Single(handled.Calls);
    }

    [Theory]
    [InlineData(42, 42)]
    [InlineData(0, 1)]
    [InlineData(-5, 1)]
    [InlineData(null, 1)]
    [InlineData(int.MaxValue, 86_400)]
    public async Task Flood_RetryAfter_IsWaitedForWithABreathAndNotForEver(int? retryAfter, int seconds)
    {
        _test.Telegram.Refuse("sendMessage", 429, "Too Many Requests", retryAfter);

        var handled = await _test.FeedAsync(TestUpdate.Text("hi"), attempt: 1);

        Assert.Equal((OutcomeKind.Wait, TimeSpan.FromSeconds(seconds)), (handled.Outcome.Kind, handled.Outcome.After!.Value));
    }

    [Theory]
    [InlineData("answerCallbackQuery", OutcomeKind.Handled)]
    [InlineData("answerPreCheckoutQuery", OutcomeKind.Fail)]
    public async Task Query_TooOld_IsNobodysAnyMoreUnlessSomebodyPays(string method, OutcomeKind outcome)
    {
        _test.Telegram.Refuse(method, 400, "Bad Request: query is too old and response timeout expired or query ID is invalid");
        _test.Routes.OnCallbackQuery((CallbackQuery press, ITelegramBotClient bot) =>
            method == "answerCallbackQuery" ? bot.AnswerCallbackQuery(press.Id) : bot.AnswerPreCheckoutQuery(press.Id));

        var handled = await _test.FeedAsync(TestUpdate.Button("x"), attempt: 1);

        Assert.Equal(outcome, handled.Outcome.Kind);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadGateway, OutcomeKind.Retry)]
    [InlineData(HttpStatusCode.Forbidden, OutcomeKind.Retry)]
    [InlineData(HttpStatusCode.NotFound, OutcomeKind.Retry)]
    [InlineData(HttpStatusCode.TooManyRequests, OutcomeKind.Wait)]
    public async Task Gateway_AnswersInHtml_IsAFailedTryAndNeverTheUpdatesEnd(HttpStatusCode status, OutcomeKind outcome)
    {
        _test.Telegram.On("sendMessage").Gateway(status);

        var handled = await _test.FeedAsync(TestUpdate.Text("hi"), attempt: 1);

        Assert.Equal(outcome, handled.Outcome.Kind);
        Assert.EndsWith("(not from the Bot API)", handled.Outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gateway_SaysRetryAfter_IsWaitedFor()
    {
        using var gateway = new RecordedTelegram(
            HttpStatusCode.TooManyRequests, "<html>", "text/html") { RetryAfter = TimeSpan.FromSeconds(17) };
        var bot = new TelegramBots(new Dictionary<string, TelegramBotOptions> { ["main"] = new() { Token = "1:one" } }, gateway)
            .ClientOf("main");

        var refusal = await Assert.ThrowsAsync<TelegramRefusalException>(() => bot.GetMe());

        Assert.Equal(TimeSpan.FromSeconds(17), refusal.Outcome.After);
    }

    [Fact]
    public async Task Refusal_ThatMeansHandled_KeepsWhatWasChangedInTheState()
    {
        _test.Routes.UseState();
        var seen = new List<RefusalReason>();
        _test.Routes.OnError((_, exception, _) =>
        {
            seen.Add(((TelegramRefusalException)exception).Reason);
            return new((UpdateOutcome?)null);
        });
        _test.Routes.OnDice(async (UpdateContext context) =>
        {
            context.ChatState.Set("n", context.ChatState.Get<int>("n") + 1);
            await context.ReplyAsync($"{context.ChatState.Get<int>("n")}");
        });
        _test.Telegram.On("sendMessage").Blocked();
        var dice = new { dice = new { emoji = "🎲", value = 1 } };

        var handled = await _test.FeedAsync(TestUpdate.Message(dice), TestUpdate.Message(dice));

        Assert.Equal(["1", "2"], _test.Telegram.Calls.Select(call => call.Text));
        Assert.All(handled, update => Assert.Equal(OutcomeKind.Handled, update.Outcome.Kind));
        Assert.Equal([RefusalReason.ChatGone], seen);
    }

    [Fact]
    public async Task Calls_ThatMayBeRefused_DoNotEndTheHandler()
    {
        _test.Telegram.Refuse("editMessageText", 400, "Bad Request: message is not modified");
        _test.Telegram.On("sendMessage").Blocked();
        _test.Routes.OnCallbackQuery(async (CallbackQuery press, ITelegramBotClient bot) =>
        {
            Assert.Null(await bot.EditMessageText(press.Message!.Chat, press.Message.Id, "same").OrUnchanged());
            Assert.Null(await bot.SendMessage(5, "friend").OrGone());
            await bot.AnswerCallbackQuery(press.Id).OrUnchanged();
        });

        var handled = await _test.FeedAsync(TestUpdate.Button("x"), attempt: 1);

        Assert.Equal((null, OutcomeKind.Handled), (handled.Exception, handled.Outcome.Kind));
        Assert.Equal(["editMessageText", "sendMessage", "answerCallbackQuery"], handled.Calls.Select(call => call.Method));
    }

    [Fact]
    public async Task OrUnchanged_AnotherRefusal_IsThrown()
    {
        _test.Telegram.On("sendMessage").Blocked();
        _test.Routes.OnCallbackQuery((ITelegramBotClient bot) => bot.SendMessage(5, "x").OrUnchanged());

        Assert.IsType<TelegramRefusalException>((await _test.FeedAsync(TestUpdate.Button("x"), attempt: 1)).Exception);
    }

    [Fact]
    public async Task Client_OfAnotherMake_MeansTheSame()
    {
        _test.Routes.OnCallbackQuery(
            void () => throw new ApiRequestException("Too Many Requests", 429, new ResponseParameters { RetryAfter = 3 }));

        var handled = await _test.FeedAsync(TestUpdate.Button("x"), attempt: 1);

        Assert.Equal(UpdateOutcome.Wait(TimeSpan.FromSeconds(3), "Telegram refused a call: 429 Too Many Requests"), handled.Outcome);
    }

    [Fact]
    public async Task Connection_Breaks_IsAFailedTryAndItsTextHasNoToken()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://{listener.LocalEndpoint}/");
        listener.Stop();
        using var connections = new SocketsHttpHandler();
        var bot = new TelegramBots(
            new Dictionary<string, TelegramBotOptions> { ["main"] = new() { Token = "1:secret", BaseUrl = address } }, connections)
                .ClientOf("main");

        var failure = await Assert.ThrowsAsync<RequestException>(() => bot.GetMe());

        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
    }
}
