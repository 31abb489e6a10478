using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TgWorker.Bots.Routing;
using TgWorker.Core.Handling;
using TgWorker.Core.Updates;
using TgWorker.Testing;

namespace TgWorker.Bots.Tests.Routing;

/// <summary>The list of routes, and what looks wrong in it.</summary>
public sealed class RouteListTests
{
    private readonly UpdateRoutes _routes = new();

    [Fact]
    public void List_AllRoutes_AreThereAsTheyWereWritten()
    {
        _routes.OnCommand("start", () => { });
        _routes.Group().InChats(ChatKind.Group, ChatKind.Supergroup).OnText("{age:int}", () => { }).InStep("age", null);
        _routes.Add<Votes>();
        _routes.OnText(() => { });
        _routes.OnText(() => { }).When(_ => true).Named("last");
        _routes.OnText(() => { });
        _routes.OnFallback(() => { });

        var list = _routes.List();

        Assert.Equal(
            [
                ("OnCommand(\"start\")", "OnCommand(\"start\")"),
                ("OnText(\"{age:int}\").InStep(\"age\", null)",
                    "Group().InChats(Group, Supergroup).OnText(\"{age:int}\").InStep(\"age\", null)"),
                ("Votes.Vote", "[CallbackQuery(\"vote:{id:int}\", UserStep = \"vote\")] Votes.Vote"),
                ("OnText()", "OnText()"),
                ("last", "OnText().When(…).Named(\"last\")"),
                ("OnText() #2", "OnText()"),
                ("OnFallback()", "OnFallback()"),
            ],
            list.Select(route => (route.Name, route.Written)));
        Assert.Equal(list.Select(route => route.Name), _routes.List().Select(route => route.Name));
        Assert.Equal(("Votes.Vote", UpdateKind.CallbackQuery), (list[2].Handler, Assert.Single(list[2].Kinds)));
        Assert.All(list, route => Assert.Matches(@"^RouteListTests\.cs:\d+$", route.Place));
    }

    [Fact]
    public void Warnings_RoutesThatNeverRun_AreTold()
    {
        _routes.OnText(() => { });
        _routes.OnCommand("start", () => { });
        _routes.OnPhoto(() => { }).ForBot("mian");

        var warnings = RouteWarnings.Of(_routes, ["main", "shop"]).ToList();

        Assert.Equal(2, warnings.Count);
        Assert.Matches(@"^OnCommand\(""start""\) \(RouteListTests\.cs:\d+\) never runs: OnText\(\) \(RouteListTests\.cs:\d+\), which comes before it, takes everything it is for\.", warnings[0]);
        Assert.EndsWith("never runs: no bot 'mian' has a token; those that have one are main, shop.", warnings[1],
            StringComparison.Ordinal);
    }

    [Fact]
    public void Warnings_RoutesThatMayRun_AreNotTold()
    {
        _routes.OnText(() => UpdateOutcome.Skip);
        _routes.OnText(() => { }).InChat(5);
        _routes.Group().InChat(6).OnText(() => { });
        _routes.OnText("x", () => { });
        _routes.OnText(() => { }).From(UpdateKind.EditedMessage);
        _routes.OnCommand("start", () => { });
        _routes.OnText(() => { });
        _routes.OnMessage(() => { });
        _routes.OnCallbackQuery(() => { });

        Assert.Empty(RouteWarnings.Of(_routes, []));
    }

    [Fact]
    public async Task Start_RouteNeverRuns_IsLogged()
    {
        var log = new Lines();
        await using var test = new BotTest();
        test.Services.AddLogging(logging => logging.AddProvider(log));
        test.Routes.OnText(() => { });
        test.Routes.OnText("hi", () => { });

        test.Build();

        Assert.Contains(log.Written, line => line.StartsWith("600 Warning OnText(\"hi\")", StringComparison.Ordinal));
    }

    private sealed class Votes
    {
        [CallbackQuery("vote:{id:int}", UserStep = "vote")]
        public void Vote(int id) => Assert.NotEqual<object>(this, id);
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public List<string> Written { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            Written.Add($"{eventId.Id} {logLevel} {formatter(state, exception)}");

        public void Dispose()
        {
        }
    }
}
