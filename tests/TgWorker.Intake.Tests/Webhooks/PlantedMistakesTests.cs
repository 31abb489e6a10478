using System.Net;
using Microsoft.AspNetCore.Http;
using TgWorker.Core.Queues;
using TgWorker.Intake.Tests.TestSupport;
using TgWorker.Intake.Webhooks;

namespace TgWorker.Intake.Tests.Webhooks;

/// <summary>Each mistake that keeps updates from coming is found before the webhook is set, or within ten seconds after.</summary>
public sealed class PlantedMistakesTests : IAsyncLifetime
{
    private WebhookStage _stage = null!;

    public async Task InitializeAsync() => _stage = await WebhookStage.StartAsync();

    public Task DisposeAsync() => _stage.DisposeAsync().AsTask();

    [Fact]
    public async Task Mistake_Http_IsFoundBefore() =>
        await FindsBeforeAsync(_stage.Wish("http://bot.example.org:80/hook"), "scheme", "is not https");

    [Fact]
    public async Task Mistake_PortThatTelegramDoesNotUse_IsFoundBefore() =>
        await FindsBeforeAsync(_stage.Wish("https://bot.example.org:9070/telegram/bot/webhook/main"), "port", "port 9070");

    [Fact]
    public async Task Mistake_UnknownHost_IsFoundBefore() =>
        await FindsBeforeAsync(_stage.Wish("https://bto.example.org/hook"), "host", "bto.example.org is not known");

    [Theory]
    [InlineData("192.168.1.5", "is not reachable from the internet")]
    [InlineData("100.64.0.1", "is not reachable from the internet")]
    [InlineData("2a01:4f9::1", "is an IPv6 address")]
    public async Task Mistake_AddressThatIsNotPublic_IsFoundBefore(string address, string text)
    {
        _stage.Network.Addresses = [IPAddress.Parse(address)];
        await FindsBeforeAsync(_stage.Wish(), "address", text);
    }

    [Fact]
    public async Task Mistake_NobodyListens_IsFoundBefore() =>
        await FindsBeforeAsync(_stage.Wish(), "connection", "the connection is refused");

    [Fact]
    public async Task Mistake_NoTls_IsFoundBefore()
    {
        await using var plain = await ReceiverHost.StartAsync(
            _stage.Queue, options => (options.Bots["main"], options.SecretTokens) = ([], [WebhookStage.Secret]));
        _stage.Network.Port = plain.Url.Port;
        await FindsBeforeAsync(_stage.Wish(), "certificate", "no TLS 1.2 or newer is spoken there");
    }

    [Fact]
    public async Task Mistake_CertificateForAnotherName_IsFoundBefore()
    {
        await _stage.ReceiveAsync(_stage.Authority.For("www.example.org"));
        await FindsBeforeAsync(_stage.Wish(), "certificate", "the certificate is for CN=www.example.org");
    }

    [Fact]
    public async Task Mistake_CertificateThatExpired_IsFoundBefore()
    {
        await _stage.ReceiveAsync(_stage.Authority.For(StagedNetwork.Host, TimeProvider.System.GetUtcNow().AddDays(-1)));
        await FindsBeforeAsync(_stage.Wish(), "certificate", "the certificate is good until");
    }

    [Fact]
    public async Task Mistake_ChainWithoutItsIntermediate_IsFoundBefore()
    {
        await _stage.ReceiveAsync(sendsChain: false);
        await FindsBeforeAsync(_stage.Wish(), "certificate", "the certificate of CN=Test Intermediate is not sent");
    }

    [Fact]
    public async Task Mistake_SelfSignedAndNotUploaded_IsFoundBefore()
    {
        await _stage.ReceiveAsync(TestAuthority.SelfSignedFor(StagedNetwork.Host), sendsChain: false);
        await FindsBeforeAsync(_stage.Wish(), "certificate", "is its own authority, which Telegram trusts only when it is uploaded");
    }

    [Fact]
    public async Task Mistake_AnotherCertificateUploaded_IsFoundBefore()
    {
        await _stage.ReceiveAsync(TestAuthority.SelfSignedFor(StagedNetwork.Host), sendsChain: false);
        using var other = TestAuthority.SelfSignedFor(StagedNetwork.Host);
        await FindsBeforeAsync(_stage.Wish() with { Certificate = other.ExportCertificatePem() }, "certificate",
            "the endpoint shows another certificate");
    }

    [Theory]
    [InlineData("with spaces", "has characters that Telegram refuses")]
    [InlineData("", "is empty")]
    public async Task Mistake_SecretThatTelegramRefuses_IsFoundBefore(string secret, string text) =>
        await FindsBeforeAsync(_stage.Wish() with { Secret = secret }, "secret", text);

    [Fact]
    public async Task Mistake_NoSecret_IsFoundBefore() =>
        await FindsBeforeAsync(_stage.Wish() with { Secret = null }, "secret", "anybody who knows the URL can make up updates");

    [Fact]
    public async Task Mistake_AnotherSecretAtTheReceiver_IsFoundBefore()
    {
        await _stage.ReceiveAsync();
        await FindsBeforeAsync(_stage.Wish() with { Secret = "another" }, "secret", "the receiver expects another secret token");
    }

    [Fact]
    public async Task Mistake_ReceiverThatWantsNoSecret_IsFoundBefore()
    {
        await _stage.ReceiveAsync(configure: options => options.SecretTokens = []);
        await FindsBeforeAsync(_stage.Wish(), "secret", "the receiver takes requests without the secret token");
    }

    [Fact]
    public async Task Mistake_BotThatTheReceiverDoesNotKnow_IsFoundBefore()
    {
        await _stage.ReceiveAsync();
        await FindsBeforeAsync(_stage.Wish("https://bot.example.org/telegram/bot/webhook/shop"), "bot",
            "the receiver does not know the bot that /telegram/bot/webhook/shop names");
    }

    [Fact]
    public async Task Mistake_ProxyThatAnswersItself_IsFoundBefore_AndNoSecretIsSent()
    {
        var seen = new List<IHeaderDictionary>();
        await _stage.ServeAsync(http =>
        {
            seen.Add(http.Request.Headers);
            return http.Response.WriteAsync("Welcome to nginx!");
        });
        await FindsBeforeAsync(_stage.Wish(), "endpoint", "something that is not a tgworker receiver answers 200");
        Assert.DoesNotContain("X-Telegram-Bot-Api-Secret-Token", Assert.Single(seen));
    }

    [Theory]
    [InlineData(301, "redirect", "the endpoint answers 301 and leads to https://www.example.org/")]
    [InlineData(502, "proxy", "it does not reach the receiver")]
    [InlineData(403, "endpoint", "something before the receiver answers 403")]
    public async Task Mistake_ProxyThatDoesNotPassOn_IsFoundBefore(int status, string check, string text)
    {
        await _stage.ServeAsync(http =>
        {
            http.Response.StatusCode = status;
            http.Response.Headers.Location = status == 301 ? "https://www.example.org/" : default;
            return Task.CompletedTask;
        });
        await FindsBeforeAsync(_stage.Wish(), check, text);
    }

    [Fact]
    public async Task Mistake_QueueThatIsAway_IsFoundBefore()
    {
        _stage.Queue.Check = () => Task.FromException(new QueueUnavailableException("Redis is gone"));
        await _stage.ReceiveAsync();
        await FindsBeforeAsync(_stage.Wish(), "queue", "the receiver takes nothing now");
    }

    [Fact]
    public async Task Mistake_TokenThatWasRevoked_IsFoundBefore()
    {
        await _stage.ReceiveAsync();
        _stage.Bot.IsRevoked = true;
        await FindsBeforeAsync(_stage.Wish(), "token", "Telegram says: 401 Unauthorized");
    }

    [Fact]
    public async Task Mistake_FirewallThatLetsOnlyThisMachineIn_IsFoundAfter()
    {
        await _stage.ReceiveAsync();
        _stage.Telegrams.Port = TgWorker.TestSupport.Redis.LoopbackPort.FindFree();
        _stage.Bot.AddMessage(1);
        await FindsAfterAsync(_stage.Wish(), "delivery", "Telegram says: Connection refused", "open the port");
    }

    [Fact]
    public async Task Mistake_AddressListWithoutTelegram_IsFoundAfter()
    {
        await _stage.ReceiveAsync(configure: options => (options.AllowFrom, options.KnownProxies) = (["198.51.100.0/24"], []));
        _stage.Bot.AddMessage(1);
        await FindsAfterAsync(_stage.Wish(), "delivery", "Telegram says: Wrong response from the webhook: 403 Forbidden",
            "Receiver:AllowFrom or the proxy refuses Telegram's addresses");
    }

    [Fact]
    public async Task Mistake_AnotherProgramThatDeletesTheWebhook_IsFoundAfter()
    {
        await _stage.ReceiveAsync();
        var setting = _stage.SetAsync(_stage.Wish());
        await TgWorker.TestSupport.Waiting.Eventually.TrueAsync(() => _stage.Bot.WebhookUrl.Length > 0);
        await new BotApiClient(_stage.Telegram.Url, _stage.Bot.Token).CallAsync("deleteWebhook");
        Found(await setting, "replaced", "the webhook is gone again");
    }

    private async Task FindsBeforeAsync(WebhookWish wish, string check, string text)
    {
        var report = await _stage.SetAsync(wish);
        Assert.False(report.IsDone);
        Assert.Empty(_stage.Bot.WebhookUrl);
        Assert.NotEmpty(Found(report, check, text).Advice);
    }

    private async Task FindsAfterAsync(WebhookWish wish, string check, string text, string advice)
    {
        var began = _stage.Time.GetTimestamp();
        var report = await _stage.SetAsync(wish);
        Assert.True(report.IsDone);
        Assert.InRange(_stage.Time.GetElapsedTime(began), TimeSpan.Zero, WebhookSetter.Watch);
        Assert.Contains(advice, Found(report, check, text).Advice, StringComparison.Ordinal);
    }

    private static WebhookFinding Found(WebhookReport report, string check, string text)
    {
        Assert.False(report.IsGood);
        var found = report.Findings.First(finding => finding.Level == FindingLevel.Error);
        Assert.Equal(check, found.Check);
        Assert.Contains(text, found.Seen, StringComparison.Ordinal);
        return found;
    }
}
