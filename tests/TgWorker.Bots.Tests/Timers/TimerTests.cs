using Microsoft.Extensions.DependencyInjection;
using TgWorker.Core.Handling;
using TgWorker.Core.Timers;
using TgWorker.Core.Updates;
using TgWorker.Testing;

namespace TgWorker.Bots.Tests.Timers;

/// <summary>Timers as a bot's author sees them, under the test kit's time.</summary>
public sealed class TimerTests : IAsyncLifetime
{
    private readonly BotTest _test = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _test.DisposeAsync().AsTask();

    [Fact]
    public async Task Timer_GoesOff_WithNamePayloadDueAndTheChatsState()
    {
        FiredTimer? fired = null;
        UpdateContext? context = null;
        _test.Routes.UseState();
        _test.Routes.OnText(async (UpdateContext update) =>
        {
            update.ChatState.Set("n", 1);
            update.UserState.Set("u", 2);
            await update.Timers.SetAsync("order:5", TimeSpan.FromMilliseconds(1500), new { item = "tea" });
        });
        _test.Routes.OnTimer("order:{id:int}", (UpdateContext update, FiredTimer timer, int id) =>
        {
            (fired, context) = (timer, update);
            Assert.Equal((5, 1, 2), (id, update.ChatState.Get<int>("n"), update.UserState.Get<int>("u")));
        });
        await _test.FeedAsync(TestUpdate.Text("hi", 7, -100), attempt: 1);
        var due = _test.Time.GetUtcNow().AddMilliseconds(1500);

        Assert.Empty(await _test.PassAsync(TimeSpan.FromMilliseconds(1499)));
        var handled = Assert.Single(await _test.PassAsync(TimeSpan.FromMilliseconds(1)));

        Assert.Null(handled.Exception);
        Assert.Equal(("order:5", due, "tea"), (fired!.Name, fired.Due, fired.Payload.GetProperty("item").GetString()));
        Assert.Equal((UpdateKind.Timer, "timer", -100L, 7L),
            (context!.View.Kind, context.View.KindName, context.View.ChatId, context.View.UserId));
        Assert.True(context.UpdateId < 0);
    }

    [Fact]
    public async Task Set_Again_ReplacesAndCancelTellsWhetherThereWasOne()
    {
        var answers = new List<bool>();
        _test.Routes.OnText(async (UpdateContext update) =>
        {
            await update.Timers.SetAsync("a", TimeSpan.FromSeconds(1));
            await update.Timers.SetAsync("a", TimeSpan.FromSeconds(9));
            await update.Timers.SetAsync("b", TimeSpan.FromSeconds(1));
            answers.Add(await update.Timers.CancelAsync("b"));
            answers.Add(await update.Timers.CancelAsync("b"));
        });
        _test.Routes.OnTimer("{name}", (UpdateContext _) => { });
        await _test.FeedAsync(TestUpdate.Text("hi"), attempt: 1);

        Assert.Equal([true, false], answers);
        Assert.Empty(await _test.PassAsync(TimeSpan.FromSeconds(8)));
        Assert.Single(await _test.PassAsync(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Handler_Fails_IsTriedAgainAsAnyUpdateIs()
    {
        var tries = 0;
        _test.Routes.OnText((UpdateContext update) => update.Timers.SetAsync("a", TimeSpan.FromSeconds(1)));
        _test.Routes.OnTimer("a", async (UpdateContext update) =>
        {
            await update.ReplyAsync("once");
            if (++tries < 3)
            {
                throw new InvalidOperationException("broken");
            }
        });
        await _test.FeedAsync(TestUpdate.Text("hi"), attempt: 1);

        var handled = await _test.PassAsync(TimeSpan.FromSeconds(1));

        Assert.Equal([OutcomeKind.Retry, OutcomeKind.Retry, OutcomeKind.Handled], handled.Select(at => at.Outcome.Kind));
        Assert.Single(_test.Telegram.Calls);
    }

    [Fact]
    public async Task NotLaterThan_TheChatWasBusy_IsFinishedWithoutTheHandler()
    {
        var ran = 0;
        _test.Routes.OnTimer("a", void (UpdateContext _) => ran++);
        var due = _test.Time.GetUtcNow().ToUnixTimeMilliseconds();
        var update = TestUpdate.Of("timer", new { name = "a", due, not_later_than = 5_000, chat = new { id = 7 } });

        _test.Time.Advance(TimeSpan.FromSeconds(5));
        await _test.FeedAsync(update, attempt: 1);
        _test.Time.Advance(TimeSpan.FromMilliseconds(1));
        var late = await _test.FeedAsync(update, attempt: 2);

        Assert.Equal((1, OutcomeKind.Handled), (ran, late.Outcome.Kind));
    }

    [Fact]
    public async Task BotTimers_FromOutside_AreTheChatsOwn()
    {
        _test.Routes.OnTimer("a", (UpdateContext update) => update.ReplyAsync("from outside"));
        _test.Routes.OnText(async (UpdateContext update) => Assert.True(await update.Timers.CancelAsync("b")));
        _test.Build();
        var timers = _test.Services.BuildServiceProvider().GetRequiredService<IBotTimers>();
        await timers.SetAsync(new TimerPlace("main", 7), "a", _test.Time.GetUtcNow().AddMinutes(1));
        await timers.SetAsync(new TimerPlace("main", 7), "b", TimeSpan.FromMinutes(2));

        await _test.FeedAsync(TestUpdate.Text("cancel b", 7), attempt: 1);
        await _test.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal("from outside", Assert.Single(_test.Telegram.Calls).Text);
    }

    [Theory]
    [InlineData("OnTimer(\"{a} {b\")")]
    public void Pattern_Broken_IsToldAtTheStart(string route)
    {
        _test.Routes.OnTimer("{a} {b", () => { });

        Assert.Contains(route, Assert.Throws<InvalidRoutesException>(_test.Build).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FiredTimer_ElsewhereThanInATimersHandler_IsToldAtTheStart()
    {
        _test.Routes.OnText((FiredTimer timer) => { });

        Assert.Contains("only OnTimer(…) and [Timer] have one", Assert.Throws<InvalidRoutesException>(_test.Build).Message,
            StringComparison.Ordinal);
    }
}
