using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Telegram.Bot;
using TgWorker.Bots.Running;
using TgWorker.Core.Handling;
using TgWorker.Testing;

namespace TgWorker.Bots.Tests.Sending;

/// <summary>What a handler's calls wait for, by the time of a test.</summary>
public sealed class LimitsTests : IAsyncLifetime
{
    private const long Own = 5;

    private readonly BotTest _test = new() { EnforceLimits = true };
    private readonly List<(string To, double Second)> _sent = [];

    public LimitsTests()
    {
        var start = _test.Time.GetUtcNow();
        _test.Services.AddHttpClient(RoutedServices.HttpClientName).AddHttpMessageHandler(() => new Recorder(call =>
            _sent.Add((call, Math.Round((_test.Time.GetUtcNow() - start).TotalSeconds, 3)))));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _test.DisposeAsync().AsTask();

    [Fact]
    public async Task Answers_AfterTheBurst_OneASecond()
    {
        On(async bot => await SendAsync(bot, Own, 5));

        var handled = await _test.FeedAsync(TestUpdate.Text("go", Own));

        Assert.Equal(OutcomeKind.Handled, handled.Outcome.Kind);
        Assert.Equal([0, 0, 0, 1, 2], Seconds());
    }

    [Fact]
    public async Task FreeCalls_DoNotWait_AndCostNothing()
    {
        On(async bot =>
        {
            for (var i = 0; i < 10; i++)
            {
                await bot.SendChatAction(Own, Telegram.Bot.Types.Enums.ChatAction.Typing);
                await bot.AnswerCallbackQuery("1");
                await bot.GetChat(Own);
            }

            await SendAsync(bot, Own, 3);
        });

        await _test.FeedAsync(TestUpdate.Text("go", Own));

        Assert.All(_sent, call => Assert.Equal(0, call.Second));
    }

    [Fact]
    public async Task OtherChats_GoByTheBotsRate_AndAnswersPassAhead()
    {
        _test.Outgoing.Limits.BotPerSecond = 2;
        _test.Outgoing.Limits.BotBurst = 2;
        On(async bot =>
        {
            for (var chat = 100; chat < 104; chat++)
            {
                await SendAsync(bot, chat, 1);
                await SendAsync(bot, Own, 1);
            }
        });
        _test.Outgoing.Limits.ChatPerSecond = 0;

        await _test.FeedAsync(TestUpdate.Text("go", Own));

        Assert.Equal([("100", 0), ("5", 0), ("101", 0), ("5", 0), ("102", 1), ("5", 1), ("103", 2), ("5", 2)],
            _sent.Select(call => (call.To["sendMessage ".Length..], call.Second)));
    }

    [Fact]
    public async Task Timer_WhatItSendsToItsOwnChat_IsNoAnswer()
    {
        _test.Outgoing.Limits.BotPerSecond = 1;
        _test.Outgoing.Limits.BotBurst = 1;
        _test.Routes.OnTimer("tea", async (ITelegramBotClient bot, UpdateContext context) =>
            await SendAsync(bot, context.View.ChatId!.Value, 1));
        _test.Routes.OnMessage(async (UpdateContext context) => await context.Timers.SetAsync("tea", TimeSpan.FromSeconds(10)));
        for (var chat = 1; chat <= 3; chat++)
        {
            await _test.FeedAsync(TestUpdate.Text("go", chat));
        }

        await _test.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal([10, 11, 12], Seconds());
    }

    [Fact]
    public async Task TurnIsTooFarAway_TheUpdateIsParkedExactlySoLong_AndSendsNothingTwice()
    {
        _test.Outgoing.Limits.GroupPerMinute = 2;
        _test.Outgoing.Limits.GroupBurst = 2;
        On(async bot => await SendAsync(bot, -100, 3));

        var tries = await _test.FeedToTheEndAsync(TestUpdate.Text("go", Own));

        Assert.Equal([OutcomeKind.Wait, OutcomeKind.Handled], tries.Select(its => its.Outcome.Kind));
        Assert.Equal(TimeSpan.FromSeconds(60), tries[0].Outcome.After);
        Assert.Equal(TimeSpan.FromSeconds(60), Assert.IsType<SendLimitException>(tries[0].Exception).RetryAfter);
        Assert.Equal([0, 0, 60], Seconds());
    }

    [Fact]
    public async Task Refused_ALongPause_StopsTheChatForAllUpdates_AndNoOther()
    {
        _test.Telegram.Refuse("sendMessage", 429, "Too Many Requests: retry after 30", retryAfter: 30);
        On(async bot => await SendAsync(bot, 100, 1));

        var refused = await _test.FeedAsync(TestUpdate.Text("go", Own));
        var before = await _test.FeedAsync(TestUpdate.Text("go", Own + 1));

        Assert.IsType<TelegramRefusalException>(refused.Exception);
        Assert.Equal(TimeSpan.FromSeconds(30), Assert.IsType<SendLimitException>(before.Exception).RetryAfter);
        Assert.Single(_sent);
        _test.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(OutcomeKind.Handled, (await _test.FeedAsync(TestUpdate.Text("go", Own + 1))).Outcome.Kind);
    }

    [Fact]
    public async Task Refused_ThreeChats_OtherChatsPause_AnswersGoOn()
    {
        for (var i = 0; i < 3; i++)
        {
            _test.Telegram.Refuse("sendMessage", 429, "Too Many Requests: retry after 30", retryAfter: 30);
        }

        On(async bot =>
        {
            for (var chat = 100; chat < 103; chat++)
            {
                await Assert.ThrowsAsync<TelegramRefusalException>(() => bot.SendMessage(chat, "x"));
            }

            await SendAsync(bot, Own, 1);
            await SendAsync(bot, 103, 1);
        });

        var handled = await _test.FeedAsync(TestUpdate.Text("go", Own));

        Assert.Equal("sendMessage 5", _sent[^1].To);
        Assert.Equal(TimeSpan.FromSeconds(30), Assert.IsType<SendLimitException>(handled.Exception).RetryAfter);
    }

    [Fact]
    public async Task Refused_AShortPause_IsWaitedForAndTheCallIsMadeAgain()
    {
        _test.Telegram.Refuse("sendMessage", 429, "Too Many Requests: retry after 3", retryAfter: 3);
        On(async bot => await SendAsync(bot, Own, 2));

        await _test.FeedAsync(TestUpdate.Text("go", Own));

        Assert.Equal([0, 3, 3], Seconds());
    }

    [Fact]
    public async Task Limits_Off_NothingWaits()
    {
        var limits = _test.Outgoing.Limits;
        (limits.ChatPerSecond, limits.GroupPerMinute, limits.BotPerSecond) = (0, 0, 0);
        On(async bot =>
        {
            await SendAsync(bot, Own, 50);
            await SendAsync(bot, -100, 50);
        });

        await _test.FeedAsync(TestUpdate.Text("go", Own));

        Assert.All(_sent, call => Assert.Equal(0, call.Second));
    }

    [Fact]
    public async Task Broadcast_GoesByTheBotsRate_InTheTestsTime()
    {
        _test.Outgoing.Limits.BotPerSecond = 2;
        _test.Outgoing.Limits.BotBurst = 2;
        _test.Routes.OnMessage(async (IBroadcasts broadcasts) =>
        {
            await broadcasts.StartAsync(
                new BroadcastPlan { Bot = "main", Request = new Telegram.Bot.Requests.SendMessageRequest { ChatId = 0, Text = "news" } },
                new long[] { 101, 102, 103, 104 }.ToAsyncEnumerable());
        });
        await _test.FeedAsync(TestUpdate.Text("go", Own));

        await _test.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal([0, 1, 2, 3], Seconds());
    }

    private static async Task SendAsync(ITelegramBotClient bot, long chat, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await bot.SendMessage(chat, $"{i}");
        }
    }

    private void On(Func<ITelegramBotClient, Task> handler) => _test.Routes.OnMessage((ITelegramBotClient bot) => handler(bot));

    private IEnumerable<double> Seconds() => _sent.Select(call => call.Second);

    private sealed class Recorder(Action<string> record) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = JsonElement.Parse(await request.Content!.ReadAsByteArrayAsync(cancellationToken));
            record($"{request.RequestUri!.Segments[^1]} {(body.TryGetProperty("chat_id", out var chat) ? chat : default)}");
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
