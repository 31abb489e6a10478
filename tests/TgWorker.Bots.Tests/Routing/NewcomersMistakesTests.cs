using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Telegram.Bot;
using Telegram.Bot.Types;
using TgWorker.Core.Handling;
using TgWorker.Core.Updates;
using TgWorker.Testing;

namespace TgWorker.Bots.Tests.Routing;

/// <summary>
/// Mistakes that a newcomer makes: each is reported at the start, in one line that names the route as it was written, and the cure.
/// </summary>
public sealed partial class NewcomersMistakesTests : IAsyncLifetime
{
    private readonly BotTest _test = new();

    public static TheoryData<string, string> Mistakes { get; } = new()
    {
        { "no routes", "The bot has no routes, so every update would be dropped unhandled: add one, such as updates.OnText(" },
        { "slash", "OnCommand(\"/ban\"): a command is written without its slash: write \"ban\"." },
        { "bot's name", "OnCommand(\"start@shop_bot\"): a command is written without a bot's name: write \"start\"; "
            + "TelegramBots:NAME:Username says which bot it is for." },
        { "no command", "OnCommand(\"say-hello\"): 'say-hello' is not a command: a command has 1 to 32 letters a to z, digits or '_', "
            + "such as start" },
        { "brace", "OnCallbackQuery(\"vote:{id\"): the pattern 'vote:{id' is not well formed at character 6: a name of letters" },
        { "pattern's type", "OnText(\"{n:number}\"): the pattern '{n:number}' is not well formed at character 1: 'number' is not a type: "
            + "use int, long or guid" },
        { "twice", "OnText(\"{a} {a}\"): the pattern '{a} {a}' is not well formed at character 5: 'a' is used twice." },
        { "empty pattern", "OnText(\"\"): an empty pattern matches nothing: leave it out to take everything." },
        { "long data", "and Telegram takes 64 at most: shorten it." },
        { "long into int", "OnCommand(\"ban {x:long}\") takes int 'x', and {x:long} captures a long: take a long, or write {x:int}." },
        { "text into Guid", "OnText(\"{n}\") takes Guid 'n', and {n} captures any text: write {n:guid}." },
        { "text into decimal", "OnText(\"{n}\") takes decimal 'n', and {n} captures any text: take a string and parse it." },
        { "int into Guid", "OnText(\"{n:int}\") takes Guid 'n', and {n:int} captures an int: take an int, or write {n:guid}." },
        { "optional int", "OnText(\"{n:int?}\") takes int 'n', which may be missing: take int?." },
        { "optional string", "OnCommand(\"ban {why?}\") takes a string 'why', which may be missing: take a string?." },
        { "group", "OnText(/(?<where>x)/) takes NewcomersMistakesTests 'where', which cannot be parsed from text" },
        { "Task<string>", "OnText() returns Task<string>, whose text nobody sends: send it with context.ReplyAsync(text)" },
        { "string", "OnText() returns a string, which nobody sends: send it with context.ReplyAsync(text)" },
        { "number", "OnText() returns int, which says nothing here: return nothing, a Task, or an UpdateOutcome" },
        { "ValueTask<bool>", "OnText() returns ValueTask<bool>, whose result nobody uses: return nothing" },
        { "async void", "OnText() → NewcomersMistakesTests.AnswerAsync is async void, so nobody can wait for its end or see its "
            + "errors: return Task." },
        { "by reference", "OnText() takes 'update' by reference: take it by value." },
        { "text not captured", "OnText() takes string 'text', and the route captures nothing: take the Message and ask for its Text, "
            + "or capture it in a pattern, such as {text}." },
        { "misspelt capture", "OnCallbackQuery(\"vote:{id:int}\") takes int 'ident', and the route captures id: capture it in the "
            + "pattern, such as {ident:int}." },
        { "no service", "OnText() takes a Shop 'shop', which is not a registered service: register it, with builder.Services or in "
            + "ConfigureServices." },
        { "class lacks a service",
            "[Command(\"buy\")] Seller.Buy cannot work, as the constructor of Seller takes a Shop 'shop', which is not a registered "
                + "service: register it." },
        { "service lacks a service",
            "OnText() takes a Seller 'seller', and the constructor of Seller takes a Shop 'shop', which is not a registered service: "
                + "register it." },
        { "singleton takes the client",
            "Use<Greeter>() cannot work, as Greeter is a singleton and its constructor takes an ITelegramBotClient 'bot', of which "
                + "every update has its own: register Greeter as scoped." },
        { "middleware", "Use<Greeter>(): Greeter is not a registered service: register it, such as services.AddScoped<Greeter>()." },
        { "no token", "OnText() takes an ITelegramBotClient 'bot', and no bot has a token: set TelegramBots:main:Token" },
        { "client's class", "OnText() takes TelegramBotClient 'bot': take an ITelegramBotClient." },
        { "chat", "OnText() takes Chat 'chat': take the Message and ask for its Chat." },
        { "user", "OnText() takes User 'user': take the Message and ask for its From." },
        { "logger", "OnText() takes ILogger 'logger': take an ILogger<T> of your class." },
        { "http", "OnText() takes HttpClient 'http': take an IHttpClientFactory" },
        { "message of a button", "OnCallbackQuery() takes a Message 'message', and a button press has none: take the "
            + "CallbackQuery, whose Message is the one with the button." },
        { "another's type", "OnInlineQuery() takes a CallbackQuery 'press', which InlineQuery does not carry: take an InlineQuery." },
        { "several kinds", "On(Message, Poll) takes a Message 'message', which Poll does not carry: take a Message?, which is null "
            + "then, or name the kinds with From(…)." },
        { "album elsewhere", "OnPhoto() takes Album 'album': only OnAlbum(…) and [Album] have one." },
        { "messages elsewhere", "OnPhoto() takes Message[] 'messages': only OnAlbum(…) and [Album] have several messages." },
        { "quiet time", "OnAlbum(120 s): the quiet time is 10 ms to 1 minute, not 120 s." },
        { "command elsewhere", "OnText() takes MessageCommand 'command': only OnCommand(…) has one; elsewhere take the UpdateView and "
            + "ask for its Command." },
        { "state", "OnText() takes ConversationState 'state': take the UpdateContext and ask for its ChatState or UserState." },
        { "step without state",
            "OnText().InStep(\"name\"): depends on a step of the conversation, but nothing reads the state: call UseState() "
                + "on the routes first." },
        { "state on a group", "UseState(): the state is read before any route is tried: call it on the root, not on a group." },
        { "no culture", "UseCulture(\"en\", \"Deutsch!\"): 'Deutsch!' is not a culture: give names such as \"en\" or \"pt-BR\"." },
        { "no languages", "UseCulture(): names no language: list the ones that the bot speaks, the default first." },
        { "culture before state", "UseState(): UseCulture(\"en\") comes before it and would not see the state: "
            + "call UseState() first." },
        { "limit without state", "UseUserLimit(5, 60 s): the counts are kept in the user's state: call UseState() before it." },
        { "limit of nothing", "UseUserLimit(0, 60 s): it lets nothing through: give 1 or more." },
        { "session without state", "UseSession<Order>(): the session is kept in the state: call UseState() before it." },
        { "session of a number", "UseSession<string>(): string has no properties to keep: take a record." },
        { "two sessions", "UseChatSession<Order>(): there is a session of a type Order already: remove one of them" },
        { "session elsewhere", "OnText() takes Session<Order> 'session': call UseState() and UseSession(…) for its type on "
            + "the routes first." },
        { "long link", "OnStart<Wide>(): a Wide has 55 bytes at least, and a link has room for 48: keep it elsewhere and give its id." },
        { "link of a list", "OnStart<Cart>(): 'Items' of Cart is an int[], which a button's data cannot have: use string, bool" },
        { "two fallbacks", "OnFallback(): there is a fallback already, and only one can come last: remove one of them." },
        { "no kinds", "OnText().From(): From() names no kind of update: name at least one, or leave it out." },
        { "no bots", "OnText().ForBot(): ForBot() names none, so nothing matches: name at least one." },
        { "no age", "lets nothing through: give more than zero." },
        { "one name for two", "Named(\"same\"): two routes have that name: give each its own." },
        { "class without routes", "Add<Greeter>(): Greeter has no routes: put [Command(\"…\")] or another route attribute on a method." },
        { "abstract class", "Add<Abstract>(): Abstract is abstract or static, so no instance can be made: add a class that is not." },
        { "attribute on a class",
            "Add<Marked>(): Marked has a route attribute but is not an IUpdateHandler: put the attribute on a method, or implement it." },
        { "private constructor", "[Text] Closed.Say cannot work, as Closed has no public constructor: make one public." },
    };

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _test.DisposeAsync().AsTask();

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Start_Mistake_IsToldInOneLine(string mistake, string line)
    {
        Make(mistake, _test.Routes);

        var told = Assert.Throws<InvalidRoutesException>(_test.Build);

        var problem = Assert.Single(told.Problems);
        Assert.Equal(told.Message, problem);
        Assert.DoesNotContain("<>c", problem, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem);
        Assert.Contains(line, Place().Replace(problem, ""), StringComparison.Ordinal);
    }

    [Fact]
    public void Start_SeveralMistakes_AreAllToldWithTheirPlaces()
    {
        Make("slash", _test.Routes);
        Make("string", _test.Routes);
        Make("no service", _test.Routes);

        var told = Assert.Throws<InvalidRoutesException>(_test.Build);

        Assert.Equal(3, told.Problems.Count);
        Assert.StartsWith("3 things are wrong with the bot:", told.Message, StringComparison.Ordinal);
        Assert.All(told.Problems, problem => Assert.Matches(@"\(NewcomersMistakesTests\.cs:\d+\)", problem));
    }

    [GeneratedRegex(@" \(NewcomersMistakesTests\.cs:\d+\)")]
    private static partial Regex Place();

    [SuppressMessage("Usage", "CA2254", Justification = "Not a log.")]
    private void Make(string mistake, UpdateRoutes routes)
    {
        switch (mistake)
        {
            case "no routes": break;
            case "slash": routes.OnCommand("/ban", () => { }); break;
            case "bot's name": routes.OnCommand("start@shop_bot", () => { }); break;
            case "no command": routes.OnCommand("say-hello", () => { }); break;
            case "brace": routes.OnCallbackQuery("vote:{id", () => { }); break;
            case "pattern's type": routes.OnText("{n:number}", () => { }); break;
            case "twice": routes.OnText("{a} {a}", () => { }); break;
            case "empty pattern": routes.OnText("", () => { }); break;
            case "long data": routes.OnCallbackQuery(new string('x', 64) + "{id}", () => { }); break;
            case "long into int": routes.OnCommand("ban {x:long}", (int x) => Use(x)); break;
            case "text into Guid": routes.OnText("{n}", (Guid n) => Use(n)); break;
            case "text into decimal": routes.OnText("{n}", (decimal n) => Use(n)); break;
            case "int into Guid": routes.OnText("{n:int}", (Guid n) => Use(n)); break;
            case "optional int": routes.OnText("{n:int?}", (int n) => Use(n)); break;
            case "optional string": routes.OnCommand("ban {why?}", (string why) => Use(why)); break;
            case "group": routes.OnText(new Regex("(?<where>x)"), (NewcomersMistakesTests where) => Use(where)); break;
            case "Task<string>": routes.OnText(() => Task.FromResult("hi")); break;
            case "string": routes.OnText(() => "hi"); break;
            case "number": routes.OnText(() => 1); break;
            case "ValueTask<bool>": routes.OnText((UpdateContext context) => context.OnceAsync("x", _ => Task.CompletedTask)); break;
            case "async void": routes.OnText(AnswerAsync); break;
            case "by reference": routes.OnText((in UpdateContext update) => Use(update)); break;
            case "text not captured": routes.OnText((string text) => Use(text)); break;
            case "misspelt capture": routes.OnCallbackQuery("vote:{id:int}", (int ident) => Use(ident)); break;
            case "no service": routes.OnText((Shop shop) => Use(shop)); break;
            case "class lacks a service": routes.Add<Seller>(); break;
            case "service lacks a service": _test.Services.AddScoped<Seller>(); routes.OnText((Seller seller) => Use(seller)); break;
            case "singleton takes the client": _test.Services.AddSingleton<Greeter>(); routes.Use<Greeter>().OnText(() => { }); break;
            case "middleware": routes.Use<Greeter>().OnText(() => { }); break;
            case "no token": _test.RemoveBots(); routes.OnText((ITelegramBotClient bot) => Use(bot)); break;
            case "client's class": routes.OnText((TelegramBotClient bot) => Use(bot)); break;
            case "chat": routes.OnText((Chat chat) => Use(chat)); break;
            case "user": routes.OnText((User user) => Use(user)); break;
            case "logger": routes.OnText((ILogger logger) => Use(logger)); break;
            case "http": routes.OnText((HttpClient http) => Use(http)); break;
            default: MakeMore(mistake, routes); break;
        }
    }

    private static void MakeMore(string mistake, UpdateRoutes routes)
    {
        switch (mistake)
        {
            case "message of a button": routes.OnCallbackQuery((Message message) => Use(message)); break;
            case "another's type": routes.OnInlineQuery((CallbackQuery press) => Use(press)); break;
            case "several kinds": routes.On((Message message) => Use(message), UpdateKind.Message, UpdateKind.Poll); break;
            case "album elsewhere": routes.OnPhoto((Album album) => Use(album)); break;
            case "messages elsewhere": routes.OnPhoto((Message[] messages) => Use(messages)); break;
            case "quiet time": routes.OnAlbum((Album album) => Use(album), TimeSpan.FromMinutes(2)); break;
            case "command elsewhere": routes.OnText((MessageCommand command) => Use(command)); break;
            case "state": routes.UseState().OnText((ConversationState state) => Use(state)); break;
            case "step without state": routes.OnText(() => { }).InStep("name"); break;
            case "state on a group": routes.Group().UseState().OnText(() => { }); break;
            case "no culture": routes.UseCulture("en", "Deutsch!").OnText(() => { }); break;
            case "no languages": routes.UseCulture().OnText(() => { }); break;
            case "culture before state": routes.UseCulture("en").UseState().OnText(() => { }); break;
            case "limit without state": routes.UseUserLimit(5, TimeSpan.FromMinutes(1)).OnText(() => { }); break;
            case "limit of nothing": routes.UseState().UseUserLimit(0, TimeSpan.FromMinutes(1)).OnText(() => { }); break;
            case "session without state": routes.UseSession(() => new Order(1)).OnText(() => { }); break;
            case "session of a number": routes.UseState().UseSession(() => "x").OnText(() => { }); break;
            case "two sessions":
                routes.UseState().UseSession(() => new Order(1)).UseChatSession(() => new Order(1)).OnText(() => { });
                break;
            case "session elsewhere": routes.UseState().OnText((Session<Order> session) => Use(session)); break;
            case "long link": routes.OnStart<Wide>((Wide wide) => Use(wide)); break;
            case "link of a list": routes.OnStart<Cart>((Cart cart) => Use(cart)); break;
            case "two fallbacks": routes.OnFallback(() => { }); routes.OnFallback(() => { }); break;
            case "no kinds": routes.OnText(() => { }).From(); break;
            case "no bots": routes.OnText(() => { }).ForBot(); break;
            case "no age": routes.OnText(() => { }).MaxAge(TimeSpan.Zero); break;
            case "one name for two": routes.OnText(() => { }).Named("same"); routes.OnPhoto(() => { }).Named("same"); break;
            case "class without routes": routes.Add<Greeter>(); break;
            case "abstract class": routes.Add<Abstract>(); break;
            case "attribute on a class": routes.Add<Marked>(); break;
            case "private constructor": routes.Add<Closed>(); break;
            default: throw new ArgumentOutOfRangeException(nameof(mistake), mistake, "There is no such mistake.");
        }
    }

    private static void Use(object value) => Assert.NotNull(value);

    private static async void AnswerAsync() => await Task.Yield();

    internal sealed record Order(int Pieces);

    internal sealed record Wide(Guid Id, DateOnly From, DateOnly Until);

    internal sealed record Cart(int[] Items);

    private sealed class Shop;

    private sealed class Seller(Shop shop)
    {
        [Command("buy")]
        public void Buy() => Use(shop);
    }

    private sealed class Greeter(ITelegramBotClient bot) : IUpdateMiddleware
    {
        public ValueTask<UpdateOutcome> HandleAsync(UpdateContext context, UpdateDelegate inner, CancellationToken cancellationToken)
        {
            Use(bot);
            return inner(context, cancellationToken);
        }
    }

    private abstract class Abstract
    {
        [Text]
        public void Say() => Use(this);
    }

    [Text]
    private sealed class Marked;

    private sealed class Closed
    {
        private Closed()
        {
        }

        [Text]
        public void Say() => Use(this);
    }
}
