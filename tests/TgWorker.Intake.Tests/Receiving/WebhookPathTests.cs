using TgWorker.Intake.Receiving;

namespace TgWorker.Intake.Tests.Receiving;

public class WebhookPathTests
{
    // Column 2 as captured from tgook.
    [Theory]
    [InlineData("/telegram/bot/webhook/main", "main")]
    [InlineData("/telegram/bot/webhook/main?x=1", "main")]
    [InlineData("/telegram/bot/webhook/a%2Fb", "a/b")]
    [InlineData("/telegram/bot/webhook/a/b", "a/b")]
    [InlineData("/telegram/bot/webhook/main/", "main/")]
    [InlineData("/telegram/bot/webhook/x/../main", "main")]
    [InlineData("/telegram/bot/webhook//main", "main")]
    [InlineData("/telegram/bot/webhook/./main", "main")]
    [InlineData("/telegram/bot/webhook/a+b", "a+b")]
    [InlineData("/telegram/bot/webhook/a%20b", "a b")]
    [InlineData("/telegram/bot/webhook/a%00b", "a\0b")]
    [InlineData("/telegram/bot/webhook/a%252Fb", "a%2Fb")]
    [InlineData("/telegram/bot/webhook/100%", "100%")]
    [InlineData("/%74elegram/bot/webhook/main", "main")]
    [InlineData("/telegram/bot/webhook/%D0%B1%D0%BE%D1%82%F0%9F%A4%96", "бот🤖")]
    [InlineData("http://example.org/telegram/bot/webhook/main", "main")]
    [InlineData("/Telegram/bot/webhook/main", null)]
    [InlineData("/telegram/bot/webhook/", null)]
    [InlineData("/telegram/bot/webhook", null)]
    [InlineData("/telegram/bot/webhook/..", null)]
    [InlineData("/other", null)]
    [InlineData("*", null)]
    [InlineData("", null)]
    public void Bot_OfATarget_IsTgooks(string target, string? bot) =>
        Assert.Equal(bot, WebhookPath.ReadBot(target, ReceiverOptions.DefaultPath));

    [Fact]
    public void Bot_BehindAnotherPrefix_IsFound() => Assert.Equal("main", WebhookPath.ReadBot("/base/hooks/main", "/base/hooks/"));
}
