using System.Net;
using Microsoft.Extensions.Configuration;
using Telegram.Bot;
using TgWorker.Bots.BotApi;
using TgWorker.Bots.Clients;

namespace TgWorker.Bots.Tests.Clients;

public sealed class TelegramBotsTests : IDisposable
{
    private const string Me = """{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"bot"}}""";

    private readonly RecordedTelegram _telegram = new(HttpStatusCode.OK, Me);
    private readonly HttpClient _http;

    public TelegramBotsTests() => _http = new HttpClient(_telegram);

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task ClientOf_TwoBotsConfigured_EachUsesItsOwnTokenAndAddress()
    {
        var bots = Configure(
            ("TelegramBots:main:Token", "1:one"),
            ("TelegramBots:shop/eu:Token", "2:two"),
            ("TelegramBots:shop/eu:BaseUrl", "http://127.0.0.1:7732"));

        await bots.ClientOf("main").GetMe();
        await bots.ClientOf("shop/eu").GetMe();

        Assert.Equal(["https://api.telegram.org/bot1:one/getMe", "http://127.0.0.1:7732/bot2:two/getMe"], _telegram.Requests);
        Assert.Same(bots.ClientOf("main"), bots.ClientOf("main"));
    }

    [Fact]
    public void ClientOf_PayloadThatNamesNoBot_IsTheOnlyBotsAndNoneOfSeveral()
    {
        var one = Configure(("TelegramBots:main:Token", "1:one"));
        var two = Configure(("TelegramBots:main:Token", "1:one"), ("TelegramBots:shop:Token", "2:two"));

        Assert.Same(one.ClientOf("main"), one.ClientOf(""));
        Assert.Throws<UnknownBotException>(() => two.ClientOf(""));
    }

    [Fact]
    public void ClientOf_BotWithoutToken_NamesTheKeyToSet()
    {
        var failure = Assert.Throws<UnknownBotException>(() => Configure().ClientOf("main"));

        Assert.Contains("TelegramBots:main:Token", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Token", "secret", null)]
    [InlineData("BaseUrl", "1:secret", "nowhere")]
    [InlineData("BaseUrl", "1:secret", "http://127.0.0.1:7732/telegram")]
    public void FromConfiguration_InvalidValue_NamesTheKeyAndKeepsTheToken(string key, string token, string? address)
    {
        var failure = Assert.Throws<InvalidOperationException>(
            () => Configure(("TelegramBots:main:Token", token), ("TelegramBots:main:BaseUrl", address)));

        Assert.Contains($"TelegramBots:main:{key}", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
    }

    private TelegramBots Configure(params (string Key, string? Value)[] values)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(pair => KeyValuePair.Create(pair.Key, pair.Value)))
            .Build();
        return TelegramBots.FromConfiguration(configuration, _http);
    }
}
