using Microsoft.Extensions.DependencyInjection;
using Telegram.Bot.Requests;
using Telegram.Bot.Requests.Abstractions;
using Telegram.Bot.Types;
using TgWorker.Core.Handling;
using TgWorker.Core.Updates;
using TgWorker.Testing;

namespace TgWorker.Bots.Tests.Outbox;

/// <summary>What is sent from outside of a chat's handlers, under the test kit.</summary>
public sealed class OutboxTests : IAsyncLifetime
{
    private readonly BotTest _test = new();

    public OutboxTests() => _test.Routes.OnFallback((UpdateContext _) => UpdateOutcome.Handled);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _test.DisposeAsync().AsTask();

    public static TheoryData<IRequest, string> CannotWait => new()
    {
        { new SendPhotoRequest { ChatId = 7, Photo = new MemoryStream([1, 2, 3]) }, "uploads a file from a stream" },
        { new SendMediaGroupRequest { ChatId = 7, Media = [new InputMediaPhoto(new InputFileStream(new MemoryStream([1]), "a.jpg"))] },
            "uploads a file from a stream" },
        { new GetChatRequest { ChatId = 7 }, "getChat has no use" },
        { new SendMessageRequest { ChatId = 8, Text = "x" }, "for chat 8" },
    };

    [Fact]
    public async Task Send_FromAHandlerOfAnotherChat_IsSentInThatChatsOrder()
    {
        _test.Routes.OnText((IOutbox outbox) => outbox.SendAsync("main", -100, new SendMessageRequest
        {
            ChatId = -100, Text = "<b>news</b>", ParseMode = Telegram.Bot.Types.Enums.ParseMode.Html, MessageThreadId = 3,
        }));
        var handled = await _test.FeedAsync(TestUpdate.Text("hi", 7), attempt: 1);
        Assert.Equal((OutcomeKind.Handled, 0), (handled.Outcome.Kind, handled.Calls.Count));
        Assert.Single(_test.Outbox);

        var sent = Assert.Single(await _test.PassAsync(TimeSpan.Zero));

        Assert.Equal(OutcomeKind.Handled, sent.Outcome.Kind);
        var call = Assert.Single(sent.Calls);
        Assert.Equal(("sendMessage", "-100", "<b>news</b>", "Html", "3"),
            (call.Method, call["chat_id"], call.Text, call["parse_mode"], call["message_thread_id"]));
        var view = sent.Update.View;
        Assert.Equal((UpdateKind.Outgoing, -100L, 3L), (view.Kind, view.ChatId, view.TopicId));
        Assert.Empty(_test.Outbox);
    }

    [Theory]
    [MemberData(nameof(CannotWait))]
    public async Task Send_WhatCannotWait_IsRefusedAtOnce(IRequest request, string because)
    {
        _test.Build();

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => Outbox().SendAsync("main", 7, request));

        Assert.Contains(because, refused.Message, StringComparison.Ordinal);
        Assert.Empty(_test.Outbox);
    }

    [Theory]
    [InlineData(403, "Forbidden: bot was blocked by the user", OutcomeKind.Handled)]
    [InlineData(400, "Bad Request: chat not found", OutcomeKind.Fail)]
    public async Task Send_Refused_MeansWhatItMeansInAHandler(int code, string description, OutcomeKind outcome)
    {
        var gone = new List<string>();
        _test.Routes.OnChatGone((_, chat, _) =>
        {
            gone.Add(chat.Chat);
            return default;
        });
        _test.Telegram.Refuse("sendMessage", code, description);
        _test.Build();
        await Outbox().SendAsync("main", 7, new SendMessageRequest { ChatId = 7, Text = "x" });

        var sent = await _test.PassAsync(TimeSpan.Zero);

        Assert.Equal(outcome, sent[^1].Outcome.Kind);
        Assert.Equal(outcome == OutcomeKind.Handled ? ["7"] : [], gone);
    }

    [Fact]
    public async Task Send_TelegramWantsAMoment_IsTriedAgainAndSentOnce()
    {
        _test.Telegram.On("sendMessage").Refuse(429, "Too Many Requests: retry after 60", 60);
        _test.Build();
        await Outbox().SendAsync("main", 7, new SendMessageRequest { ChatId = 7, Text = "x" });

        var sent = await _test.PassAsync(TimeSpan.Zero);

        Assert.Equal([OutcomeKind.Wait, OutcomeKind.Handled], sent.Select(at => at.Outcome.Kind));
    }

    [Fact]
    public async Task Update_FromTelegramThatSaysItIsOutgoing_IsNone()
    {
        var handled = await _test.FeedAsync(TestUpdate.FromJson(
            """{"update_id":-5,"outgoing":{"chat":{"id":7},"method":"sendMessage","parameters":{"chat_id":7,"text":"x"}}}"""), attempt: 1);

        Assert.Empty(handled.Calls);
    }

    private IOutbox Outbox() => _test.Services.BuildServiceProvider().GetRequiredService<IOutbox>();
}
