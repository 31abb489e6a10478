using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using TgWorker.Core.Handling;
using TgWorker.Core.Updates;
using TgWorker.TestSupport;
using TgWorker.Testing;

namespace TgWorker.Bots.Tests.Routing;

public sealed class UpdateRoutesTests : IAsyncLifetime
{
    private readonly BotTest _test = new();
    private readonly List<string> _log = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _test.DisposeAsync().AsTask();

    [Fact]
    public async Task Routes_SeveralMatch_TheFirstAddedWinsOverGroups()
    {
        var group = _test.Routes.Group();
        _test.Routes.OnText("one", () => _log.Add("root"));
        group.OnText("one", () => _log.Add("group"));
        group.OnText("two", () => _log.Add("group"));
        _test.Routes.OnText("two", () => _log.Add("root"));

        await _test.FeedAsync(TestUpdate.Text("one"), TestUpdate.Text("two"));

        Assert.Equal(["root", "group"], _log);
    }

    [Fact]
    public async Task Skip_HandlerLeavesIt_NextRouteThenFallback()
    {
        _test.Routes.OnText(() => UpdateOutcome.Skip).Named("first");
        _test.Routes.OnText(async () =>
        {
            await Task.Yield();
            return UpdateOutcome.Skip;
        }).Named("second");
        _test.Routes.OnFallback(() => _log.Add("fallback"));

        var handled = await _test.FeedAsync(TestUpdate.Text("x"));

        Assert.Equal(["first", "second", "OnFallback()"], handled.Routes);
        Assert.Equal(UpdateOutcome.Handled, handled.Outcome);
    }

    [Fact]
    public async Task Routes_NoneMatchesAndNoFallback_IsHandledByNobody()
    {
        _test.Routes.OnText("hi", () => { });

        var handled = await _test.FeedAsync(TestUpdate.Text("bye"));

        Assert.Null(handled.Route);
        Assert.Equal(OutcomeKind.Handled, handled.Outcome.Kind);
    }

    [Theory]
    [InlineData("command_deep_link", "start ref_42")]
    [InlineData("command_to_this_bot", "start ")]
    [InlineData("command_to_another_bot", "other")]
    public async Task OnCommand_RealUpdates_KnowsWhomItIsFor(string update, string expected)
    {
        _test.Routes.Usernames["main"] = "HG_test_bot";
        _test.Routes.OnCommand("START", (MessageCommand command) => _log.Add($"{command.Name} {command.Arguments}"));
        _test.Routes.OnText(() => _log.Add("other"));

        await _test.FeedAsync(TestUpdate.FromJson(Fixtures.Update(update)));

        Assert.Equal([expected], _log);
    }

    [Fact]
    public async Task OnCommand_PatternAndCaption_CapturesNumbersAndText()
    {
        _test.Routes.OnCommand("ban {user:long} {reason?}", (long user, string? reason) => _log.Add($"{user}:{reason}"));

        await _test.FeedAsync(
            TestUpdate.Text("/ban 77"), TestUpdate.Text("/ban 78 was rude"), TestUpdate.Text("/ban someone"), TestUpdate.Text("/banana 1"),
            TestUpdate.Message(new { photo = Array.Empty<object>(), caption = "/ban 79" }));

        Assert.Equal(["77:", "78:was rude", "79:"], _log);
    }

    [Fact]
    public async Task Handler_ManyParameters_EachIsFilledByItsOwnRule()
    {
        _test.Services.AddScoped<Greeter>();
        _test.Routes.OnCallbackQuery(
            "vote:{id:int}:{half:int?}",
            (UpdateContext context, Greeter greeter, int id, int? half, UpdateView view, RouteValues values, CancellationToken stop) =>
            _log.Add($"{context.Bot} {greeter.Greet(view.UserId)} {id} {half?.ToString("0", null) ?? "-"} {values["id"]} "
                + $"{stop.CanBeCanceled}"));

        await _test.FeedAsync(TestUpdate.Button("vote:7:"), TestUpdate.Button("vote:7:3", userId: 5));

        Assert.Equal(["main hello 1001 7 - 7 False", "main hello 5 7 3 7 False"], _log);
    }

    [Fact]
    public async Task OnText_Regex_CapturesItsNamedGroups()
    {
        _test.Routes.OnText(new Regex(@"order #(?<number>\d+)", RegexOptions.IgnoreCase), (long number) => _log.Add($"{number}"));

        await _test.FeedAsync(TestUpdate.Text("where is ORDER #12?"), TestUpdate.Text("order #x"));

        Assert.Equal(["12"], _log);
    }

    [Fact]
    public async Task From_OtherKinds_ReplacesThoseOfTheRoute()
    {
        _test.Routes.OnText("menu", (UpdateView update) => _log.Add(update.Kind.ToString()))
            .From(UpdateKind.EditedMessage, UpdateKind.BusinessMessage);

        await _test.FeedAsync(
            TestUpdate.Text("menu"), TestUpdate.Of("edited_message", new { text = "menu" }),
            TestUpdate.Of("business_message", new { text = "menu" }));

        Assert.Equal(["EditedMessage", "BusinessMessage"], _log);
    }

    [Fact]
    public async Task Conditions_OfGroupAndRoute_MustAllHold()
    {
        _test.AddBot("second");
        var group = _test.Routes.Group().InChats(ChatKind.Supergroup).ForBot("main");
        group.OnText(() => _log.Add("picked")).When(context => context.View.UserId == 5).InChat(-1001);

        await _test.FeedAsync(
            TestUpdate.Text("x", 5, -1001), TestUpdate.Text("x", 6, -1001), TestUpdate.Text("x", 5, -1002), TestUpdate.Text("x", 5),
            TestUpdate.FromJson(Fixtures.TgookBody("01_text_private"), "second"));

        Assert.Equal(["picked"], _log);
    }

    [Fact]
    public async Task Middleware_OfRootAndNestedGroups_RunsFromOutsideInAndMayStop()
    {
        _test.Routes.Use(Log("root 1")).Use(Log("root 2"));
        var outer = _test.Routes.Group().Use(Log("outer"));
        var inner = outer.Group().Use(Log("inner"));
        inner.OnText("go", () => _log.Add("handler"));
        outer.Group().Use((_, _, _) => new(UpdateOutcome.Fail("stopped"))).OnText("stop", () => _log.Add("never"));

        var handled = await _test.FeedAsync(TestUpdate.Text("go"), TestUpdate.Text("stop"), TestUpdate.Text("nobody's"));

        Assert.Equal(["root 1", "root 2", "outer", "inner", "handler", "root 1", "root 2", "outer", "root 1", "root 2"], _log);
        Assert.Equal(UpdateOutcome.Fail("stopped"), handled[1].Outcome);
    }

    [Fact]
    public async Task Use_MiddlewareClass_ComesFromTheUpdatesOwnScope()
    {
        _test.Services.AddScoped<Greeter>().AddScoped<ScopedMiddleware>();
        _test.Routes.Use<ScopedMiddleware>();
        _test.Routes.OnText((Greeter greeter) => _log.Add($"{greeter.Seen}"));

        await _test.FeedAsync(TestUpdate.Text("x"), TestUpdate.Text("y"));

        Assert.Equal(["1", "1"], _log);
    }

    [Fact]
    public async Task OnError_HookKnowsAnOutcome_SettlesTheUpdate()
    {
        _test.Routes.OnError((_, exception, _) => new(exception is NotSupportedException ? UpdateOutcome.Fail("known") : null));
        _test.Routes.OnText("known", void () => throw new NotSupportedException());
        _test.Routes.OnText("unknown", void () => throw new InvalidDataException("broken"));

        var handled = await _test.FeedAsync(TestUpdate.Text("known"), TestUpdate.Text("unknown"));

        Assert.Equal(UpdateOutcome.Fail("known"), handled[0].Outcome);
        Assert.IsType<InvalidDataException>(handled[1].Exception);
        Assert.Equal(OutcomeKind.Retry, handled[1].Outcome.Kind);
    }

    [Fact]
    public async Task MaxAge_OldUpdate_IsAnsweredCheaplyOrDropped()
    {
        _test.Services.AddSingleton<TimeProvider>(new TestSupport.Time.FakeTime(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero)));
        _test.Routes.OnCallbackQuery("buy", () => _log.Add("bought")).MaxAge(TimeSpan.FromMinutes(1), () => _log.Add("too late"));
        _test.Routes.OnText(() => _log.Add("said")).MaxAge(TimeSpan.FromMinutes(1));
        var noon = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

        await _test.FeedAsync(Button(noon.AddSeconds(-60)), Button(noon.AddSeconds(-61)), Button(null), TestUpdate.Text("of last year"));

        Assert.Equal(["bought", "too late", "bought"], _log);

        static TestUpdate Button(DateTimeOffset? pushed)
        {
            var update = TestUpdate.Button("buy");
            return pushed is null ? update : new TestUpdate(update) { PushedAt = pushed };
        }
    }

    [Fact]
    public async Task Classes_WithAttributes_AreRoutesInTheirOrder()
    {
        _test.Services.AddSingleton(_log);
        _test.Routes.Add<Votes>().Add<WholeClass>();

        await _test.FeedAsync(TestUpdate.Text("/start now"), TestUpdate.Button("vote:3"), TestUpdate.Button("vote:x"),
            TestUpdate.Message(new { dice = new { value = 1 } }));

        Assert.Equal(["start", "vote 3", "any vote", "dice"], _log);
    }

    [Fact]
    public async Task Routes_AfterTheFirstUpdate_AreClosed()
    {
        _test.Routes.OnText(() => { });
        await _test.FeedAsync(TestUpdate.Text("x"), attempt: 1);

        Assert.Throws<InvalidOperationException>(() => _test.Routes.OnText(() => { }));
    }

    private Func<UpdateContext, UpdateDelegate, CancellationToken, ValueTask<UpdateOutcome>> Log(string name) => (context, next, stop) =>
    {
        _log.Add(name);
        return next(context, stop);
    };

    private sealed class Greeter
    {
        public int Seen { get; set; }

        public string Greet(long? user) => $"hello {user + (0 * Seen)}";
    }

    private sealed class ScopedMiddleware(Greeter greeter) : IUpdateMiddleware
    {
        public ValueTask<UpdateOutcome> HandleAsync(UpdateContext context, UpdateDelegate inner, CancellationToken cancellationToken)
        {
            greeter.Seen++;
            return inner(context, cancellationToken);
        }
    }

    private sealed class Votes(List<string> log)
    {
        [Command("start")]
        public void Start() => log.Add("start");

        [CallbackQuery("vote:{id:int}")]
        public Task Vote(int id)
        {
            log.Add($"vote {id}");
            return Task.CompletedTask;
        }

        [CallbackQuery("vote:{anything}")]
        [Text("vote")]
        public ValueTask AnyVote()
        {
            log.Add("any vote");
            return ValueTask.CompletedTask;
        }
    }

    [Message(MessageKind.Dice)]
    private sealed class WholeClass(List<string> log) : IUpdateHandler
    {
        public ValueTask<UpdateOutcome> HandleAsync(UpdateContext context, CancellationToken cancellationToken)
        {
            log.Add("dice");
            return default;
        }
    }
}
