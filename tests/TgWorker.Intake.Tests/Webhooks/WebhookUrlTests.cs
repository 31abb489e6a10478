using TgWorker.Intake.BotApi;
using TgWorker.Intake.Receiving;
using TgWorker.Intake.Webhooks;

namespace TgWorker.Intake.Tests.Webhooks;

public class WebhookUrlTests
{
    [Theory]
    [InlineData("https://x.org", "main", 1, "https://x.org/telegram/bot/webhook/main")]
    [InlineData("https://x.org/", "main", 2, "https://x.org/telegram/bot/webhook/main")]
    [InlineData("https://x.org:8443", "a b/ä", 2, "https://x.org:8443/telegram/bot/webhook/a%20b/%C3%A4")]
    [InlineData("https://x.org/telegram/bot/webhook/", "main", 2, "https://x.org/telegram/bot/webhook/main")]
    [InlineData("https://x.org/telegram/bot/webhook", "main", 1, "https://x.org/telegram/bot/webhook/main")]
    [InlineData("https://x.org/telegram/bot/webhook/shop", "main", 1, "https://x.org/telegram/bot/webhook/shop")]
    [InlineData("https://x.org/hooks/{bot}?v=1", "main", 2, "https://x.org/hooks/main?v=1")]
    [InlineData("https://u:p@x.org", "main", 1, "https://u:p@x.org/telegram/bot/webhook/main")]
    [InlineData("http://127.0.0.1:9070", "main", 1, "http://127.0.0.1:9070/telegram/bot/webhook/main")]
    public void Url_ForABot_Is(string text, string bot, int count, string url) =>
        Assert.Equal(url, WebhookUrl.Of(text, bot, ReceiverOptions.DefaultPath, count).AbsoluteUri);

    [Theory]
    [InlineData("x.org", 1, "is not an address for a webhook")]
    [InlineData("ftp://x.org", 1, "is not an address for a webhook")]
    [InlineData("https://x.org/#a", 1, "is not an address for a webhook")]
    [InlineData("https://x.org/hooks", 2, "is one address for 2 bots: write {bot}")]
    public void Url_ThatCannotBe_IsRefused(string text, int count, string problem) =>
        Assert.StartsWith(problem,
            Assert.Throws<FormatException>(() => WebhookUrl.Of(text, "main", ReceiverOptions.DefaultPath, count)).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData(null, 101, null, "Error connections")]
    [InlineData(null, 0, null, "Error connections")]
    [InlineData(null, 100, null, null)]
    [InlineData(null, null, new[] { "message", "mesage" }, "Error kinds")]
    [InlineData(new[] { "message", "message_reaction" }, null, new string[0], "Warning kinds")]
    [InlineData(new[] { "message", "poll" }, null, new[] { "message" }, "Warning kinds")]
    [InlineData(new[] { "message", "poll" }, null, new string[0], null)]
    public void Wish_IsChecked(string[]? handled, int? connections, string[]? allowed, string? finding)
    {
        var wish = new WebhookWish(new IntakeBot("main", "1:x", new Uri("https://api.telegram.org")), new Uri("https://x.org"))
        {
            Secret = "s", MaxConnections = connections, AllowedUpdates = allowed, HandledUpdates = handled,
        };
        Assert.Equal(finding, WishCheck.Findings(wish).Select(found => $"{found.Level} {found.Check}").SingleOrDefault());
    }

    [Fact]
    public void Wish_ForAServerOfOnesOwn_MayBeAnywhere() => Assert.Empty(WishCheck.Findings(
        new WebhookWish(new IntakeBot("main", "1:x", new Uri("http://127.0.0.1:8081")), new Uri("http://10.0.0.5:1234/x")) { Secret = "s",
            IsCloud = false, MaxConnections = 5000 }));

    [Fact]
    public void Url_WithAPassword_IsShownWithout() => Assert.Equal("https://***@x.org/a", WebhookWish.Shown("https://u:p@x.org/a"));
}
