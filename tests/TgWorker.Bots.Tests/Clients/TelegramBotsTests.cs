using System.Net;
using Telegram.Bot;

namespace TgWorker.Bots.Tests.Clients;

public sealed class TelegramBotsTests : IDisposable
{
    private const string Me = """{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"bot"}}""";

    private readonly RecordedTelegram _telegram = new(HttpStatusCode.OK, Me);

    public void Dispose() => _telegram.Dispose();

    [Fact]
    public async Task ClientOf_SeveralBots_EachUsesItsOwnTokenAndAddress()
    {
        var bots = Bots(("main", "1:one", null), ("shop/eu", "2:two", "http://127.0.0.1:7732"),
            ("behind", "3:three", "https://gate.example/telegram/v1/"));

        await bots.ClientOf("main").GetMe();
        await bots.ClientOf("shop/eu").GetMe();
        await bots.ClientOf("behind").GetMe();

        Assert.Equal(
            ["https://api.telegram.org/bot1:one/getMe", "http://127.0.0.1:7732/bot2:two/getMe",
                "https://gate.example/telegram/v1/bot3:three/getMe"], _telegram.Requests);
        Assert.Same(bots.ClientOf("main"), bots.ClientOf("main"));
    }

    [Fact]
    public async Task DownloadFile_ServerBehindAPath_AsksThere()
    {
        var bots = Bots(("main", "1:one", "https://gate.example/telegram"));

        await bots.ClientOf("main").DownloadFile("photos/file 1.jpg", Stream.Null);

        Assert.Equal(["https://gate.example/telegram/file/bot1:one/photos/file%201.jpg"], _telegram.Requests);
    }

    [Fact]
    public async Task ClientOf_TestEnvironment_AsksThere()
    {
        var bots = new TelegramBots(
            new Dictionary<string, TelegramBotOptions> { ["main"] = new() { Token = "1:one", UseTestEnvironment = true } }, _telegram);

        await bots.ClientOf("main").GetMe();

        Assert.Equal(["https://api.telegram.org/bot1:one/test/getMe"], _telegram.Requests);
    }

    [Fact]
    public void ClientOf_PayloadThatNamesNoBot_IsTheOnlyBotsAndNoneOfSeveral()
    {
        var one = Bots(("main", "1:one", null));
        var two = Bots(("main", "1:one", null), ("shop", "2:two", null));

        Assert.Same(one.ClientOf("main"), one.ClientOf(""));
        Assert.Throws<UnknownBotException>(() => two.ClientOf(""));
        Assert.Equal((true, false), (one.Has(""), two.Has("")));
    }

    [Fact]
    public void ClientOf_BotWithoutToken_NamesTheKeyToSet() =>
        Assert.Contains("TelegramBots:main:Token", Assert.Throws<UnknownBotException>(() => Bots().ClientOf("main")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Create_SeveralMistakes_AreAllToldWithTheirKeysAndWithoutATokensText()
    {
        var failure = Assert.Throws<ArgumentException>(() => Bots(
            ("none", "", null), ("odd", "secret", null), ("ftp", "1:secret", "ftp://127.0.0.1"),
            ("query", "1:secret", "http://127.0.0.1/?token=secret"), ("fine", "1:secret", null)));

        Assert.Equal(
            [
                "TelegramBots:none:Token is missing: give the bot's token, as BotFather did.",
                "TelegramBots:odd:Token is not a bot token: copy it from BotFather; it looks like 123456:ABC-DEF.",
                "TelegramBots:ftp:BaseUrl is not an http:// or https:// URL: give one, or leave it out for https://api.telegram.org.",
                "TelegramBots:query:BaseUrl has more than a host, a port and a path: leave the rest out.",
            ],
            failure.Message.Split(" (Parameter")[0].Split(Environment.NewLine));
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
    }

    private TelegramBots Bots(params (string Name, string Token, string? Url)[] bots) => new(
        bots.ToDictionary(
            bot => bot.Name,
            bot => bot.Url is null ? new TelegramBotOptions { Token = bot.Token }
                : new TelegramBotOptions { Token = bot.Token, BaseUrl = new Uri(bot.Url) }),
        _telegram);
}
