using TgWorker.Core.Handling;
using TgWorker.Testing;

namespace TgWorker.Bots.Tests.Conversations;

public sealed class StateTests : IAsyncLifetime
{
    private readonly BotTest _test = new();
    private readonly List<string> _log = [];

    public StateTests() => _test.Routes.UseState();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _test.DisposeAsync().AsTask();

    [Fact]
    public async Task State_ChatAndUser_AreApart()
    {
        _test.Routes.OnText((UpdateContext context) =>
        {
            context.ChatState.Set("n", context.ChatState.Get<int>("n") + 1);
            context.UserState.Set("n", context.UserState.Get<int>("n") + 1);
            _log.Add($"{context.View.ChatId}/{context.View.UserId}: {context.ChatState.Get<int>("n")} {context.UserState.Get<int>("n")}");
        });

        await _test.FeedAsync(TestUpdate.Text("x", 5, -1), TestUpdate.Text("x", 6, -1), TestUpdate.Text("x", 5, -1),
            TestUpdate.Text("x", 5, -2));

        Assert.Equal(["-1/5: 1 1", "-1/6: 2 1", "-1/5: 3 2", "-2/5: 1 1"], _log);
    }

    [Fact]
    public async Task InStep_TheStepDecides_WhichRouteTakesTheText()
    {
        _test.Routes.OnText((UpdateContext context) => { context.ChatState.Step = "second"; }).InStep(null, "first").Named("first");
        _test.Routes.OnText((UpdateContext context) => context.ChatState.Clear()).InStep("second").Named("second");

        var handled = await _test.FeedAsync(TestUpdate.Text("a"), TestUpdate.Text("b"), TestUpdate.Text("c"));

        Assert.Equal(["first", "second", "first"], handled.Select(update => update.Route));
    }

    [Theory]
    [InlineData(OutcomeKind.Retry)]
    [InlineData(OutcomeKind.Wait)]
    [InlineData(OutcomeKind.Fail)]
    [InlineData(null)]
    public async Task State_UpdateIsNotHandled_KeepsNothingOfIt(OutcomeKind? outcome)
    {
        _test.Routes.OnText("fail", (UpdateContext context) =>
        {
            context.ChatState.Set("n", 1);
            return outcome switch
            {
                OutcomeKind.Retry => UpdateOutcome.Retry("again"),
                OutcomeKind.Wait => UpdateOutcome.Wait(TimeSpan.FromSeconds(1), "later"),
                OutcomeKind.Fail => UpdateOutcome.Fail("never"),
                _ => throw new InvalidDataException(),
            };
        });
        _test.Routes.OnText("look", (UpdateContext context) => _log.Add($"{context.ChatState.Get<int?>("n")}"));

        await _test.FeedAsync(TestUpdate.Text("fail"), TestUpdate.Text("look"));

        Assert.Equal([""], _log);
    }

    [Fact]
    public async Task State_UpdateIsDeliveredAgainAfterItsChangeWasWritten_IsNotHandledTwice()
    {
        _test.Routes.OnText((UpdateContext context) => _log.Add($"{context.ChatState.Get<int>("n")}")).When(context =>
        {
            context.ChatState.Set("n", context.ChatState.Get<int>("n") + 1);
            return true;
        });
        var first = TestUpdate.Text("x");

        var handled = await _test.FeedAsync(first, first, TestUpdate.Text("y"));

        Assert.Equal(["1", "2"], _log);
        Assert.Equal(OutcomeKind.Handled, handled[1].Outcome.Kind);
        Assert.Null(handled[1].Route);
    }

    [Fact]
    public async Task Once_TriedAgain_RunsTheEffectOnlyOnce()
    {
        _test.Routes.OnText(async (UpdateContext context) =>
        {
            Note(await context.OnceAsync("mail", _ => Task.FromResult(Note("sent"))));
            return context.Attempt == 1 ? UpdateOutcome.Retry("later") : UpdateOutcome.Handled;
        });
        var update = TestUpdate.Text("x");

        await _test.FeedAsync(update, attempt: 1);
        await _test.FeedAsync(update, attempt: 2);
        await _test.FeedAsync(TestUpdate.Text("another"), attempt: 2);

        Assert.Equal(["sent", "True", "False", "sent", "True"], _log);
    }

    [Fact]
    public async Task Once_EffectThrows_RunsAgainAtTheNextTry()
    {
        _test.Routes.OnText(async (UpdateContext context) =>
        {
            await context.OnceAsync("mail", _ =>
            {
                Note($"try {context.Attempt}");
                return context.Attempt == 1 ? throw new IOException("down") : Task.CompletedTask;
            });
        });
        var update = TestUpdate.Text("x");

        var first = await _test.FeedAsync(update, attempt: 1);
        var second = await _test.FeedAsync(update, attempt: 2);

        Assert.IsType<IOException>(first.Exception);
        Assert.Equal(OutcomeKind.Handled, second.Outcome.Kind);
        Assert.Equal(["try 1", "try 2"], _log);
    }

    private bool Note(object what)
    {
        _log.Add($"{what}");
        return true;
    }
}
