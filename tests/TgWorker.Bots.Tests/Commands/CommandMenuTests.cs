using Telegram.Bot;
using TgWorker.Bots.Commands;
using TgWorker.Core.Updates;
using TgWorker.Testing;

namespace TgWorker.Bots.Tests.Commands;

public sealed class CommandMenuTests
{
    private readonly UpdateRoutes _routes = new();

    [Fact]
    public void Of_NothingDescribed_IsNoList()
    {
        _routes.OnCommand("start", () => { });

        Assert.Empty(Written("main"));
    }

    [Fact]
    public void Of_CommandsForAllChats_IsOneListInTheOrderOfTheRoutes()
    {
        _routes.OnCommand("zoo {name?}", (string? name) => { }).Describe("Animals");
        _routes.OnCommand("hidden", () => { });
        _routes.OnCommand("Help", () => { }).Describe("What I can do");

        Assert.Equal(["everywhere: zoo=Animals help=What I can do"], Written("main"));
    }

    [Fact]
    public void Of_TwoRoutesOfOneCommand_ShowsItOnceAsTheFirstSays()
    {
        _routes.OnCommand("buy {id:int}", (int id) => { }).Describe("Buy something");
        _routes.OnCommand("buy", () => { }).Describe("What there is");

        Assert.Equal(["everywhere: buy=Buy something"], Written("main"));
    }

    [Fact]
    public void Of_Languages_EachHasAllCommandsAsNoListAddsToAnother()
    {
        _routes.OnCommand("start", () => { }).Describe("Begin").Describe("de", "Anfangen");
        _routes.OnCommand("help", () => { }).Describe("Help").Describe("fr", "Aide");
        _routes.OnCommand("nur", () => { }).Describe("de", "Nur hier");

        Assert.Equal(
            ["everywhere: start=Begin help=Help", "everywhere, de: start=Anfangen help=Help nur=Nur hier",
                "everywhere, fr: start=Begin help=Aide"],
            Written("main"));
    }

    [Fact]
    public void Of_SomeOnlyInSomeChats_ThoseChatsHaveWholeListsOfTheirOwn()
    {
        _routes.OnCommand("help", () => { }).Describe("Help");
        _routes.OnCommand("buy", () => { }).InChats(ChatKind.Private).Describe("Buy");
        _routes.Group().InChats(ChatKind.Group, ChatKind.Supergroup).OnCommand("ban", () => { }).Describe("Ban");

        Assert.Equal(["everywhere: help=Help", "all_private_chats: help=Help buy=Buy", "all_group_chats: help=Help ban=Ban"],
            Written("main"));
    }

    [Fact]
    public void Of_OnlyPrivateCommands_GroupsHaveAnEmptyListNotTheLastOne()
    {
        _routes.OnCommand("buy", () => { }).InChats(ChatKind.Private).Describe("Buy");

        Assert.Equal(["all_private_chats: buy=Buy", "all_group_chats: "], Written("main"));
    }

    [Fact]
    public void Of_RoutesOfOneBot_AreNotInAnothersMenu()
    {
        _routes.OnCommand("help", () => { }).Describe("Help");
        _routes.Group().ForBot("shop").OnCommand("buy", () => { }).Describe("Buy");

        Assert.Equal(["everywhere: help=Help"], Written("main"));
        Assert.Equal(["everywhere: help=Help buy=Buy"], Written("shop"));
    }

    [Fact]
    public void Describe_Mistakes_AreToldAtTheStart()
    {
        var test = new BotTest();
        test.Routes.OnText(() => { }).Describe("Texts");
        test.Routes.OnCommand("a", () => { }).Describe("");
        test.Routes.OnCommand("b", () => { }).Describe("german", "Hallo");
        test.Routes.OnCommand("c", () => { }).Describe("one").Describe("two");
        test.Routes.OnCommand("d", () => { }).Describe(new string('x', 257));

        var lines = Assert.Throws<InvalidRoutesException>(test.Build).Message;

        Assert.Contains("Describe(…) describes a command in Telegram's menu, and this is none: take it off", lines,
            StringComparison.Ordinal);
        Assert.Contains("Describe(\"\"): a description has 1 to 256 characters, not 0", lines, StringComparison.Ordinal);
        Assert.Contains("Describe(\"german\", \"Hallo\"): 'german' is not a language: give two letters of ISO 639-1, such as de", lines,
            StringComparison.Ordinal);
        Assert.Contains("Describe(\"two\"): it has a description for that language already", lines, StringComparison.Ordinal);
        Assert.Contains("a description has 1 to 256 characters, not 257", lines, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SetAsync_TelegramHasItAlready_ChangesNothing()
    {
        await using var test = new BotTest();
        var stored = new Dictionary<string, object?>();
        test.Telegram.On("setMyCommands").Answer(call =>
        {
            stored[call["language_code"] ?? ""] = call.Parameters.GetProperty("commands").Clone();
            return true;
        }).Always();
        test.Telegram.On("getMyCommands").Answer(call => stored.GetValueOrDefault(call["language_code"] ?? "") ?? Array.Empty<object>())
            .Always();
        test.Routes.OnText(async (ITelegramBotClient bot, CancellationToken stop) =>
        {
            _routes.OnCommand("start", () => { }).Describe("Begin").Describe("de", "Anfangen");
            var lists = CommandMenu.Of(_routes.Register.Routes, "main");
            Assert.Equal(2, await MenuSetter.SetAsync(bot, lists, stop));
            Assert.Equal(0, await MenuSetter.SetAsync(bot, lists, stop));
        });

        var handled = await test.FeedAsync(TestUpdate.Text("go"));

        Assert.Null(handled.Exception);
        Assert.Equal(["getMyCommands", "setMyCommands", "getMyCommands", "setMyCommands", "getMyCommands", "getMyCommands"],
            handled.Calls.Select(call => call.Method));
    }

    private string[] Written(string bot) =>
    [
        .. CommandMenu.Of(_routes.Register.Routes, bot).Select(list =>
            $"{(list.Scope is null ? "everywhere" : System.Text.Json.JsonSerializer.SerializeToElement(list.Scope, JsonBotAPI.Options).GetProperty("type").GetString())}"
            + (list.Language.Length == 0 ? "" : $", {list.Language}") + ": "
                + string.Join(' ', list.Commands.Select(command => $"{command.Command}={command.Description}"))),
    ];
}
