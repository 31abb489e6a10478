using System.Net;
using TgWorker.Intake.BotApi;
using TgWorker.Intake.Webhooks;

namespace TgWorker.Intake.Tests.Webhooks;

public class WebhookJudgeTests
{
    private const string Url = "https://bot.example.org/hook";
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly IReadOnlyList<IPAddress> Addresses = [IPAddress.Parse("95.216.10.20")];
    private static readonly WebhookWish Wish = new(new IntakeBot("main", "1:x", new Uri("https://api.telegram.org")), new Uri(Url));

    /// <summary>Pending updates second by second, the last error's age then and now, and the worst that is found.</summary>
    [Theory]
    [InlineData(new long[] { 0, 0, 0 }, null, null, "Note pending")]
    [InlineData(new long[] { 5, 3, 0 }, null, null, "Note pending")]
    [InlineData(new long[] { 5, 9, 8 }, null, null, "Note pending")] // Something is delivered.
    [InlineData(new long[] { 5, 5, 6 }, null, null, "Warning delivery")]
    [InlineData(new long[] { 5, 5, 6 }, 60, 60, "Warning delivery")] // That error is an old one.
    [InlineData(new long[] { 0, 0, 0 }, 60, 60, "Note pending")]
    [InlineData(new long[] { 5, 5, 6 }, 60, 1, "Error delivery")]
    [InlineData(new long[] { 5, 5, 6 }, null, 1, "Error delivery")]
    [InlineData(new long[] { 0 }, null, 1, "Error delivery")]
    public void AfterSet_WhatIsSaid_MeansThat(long[] pending, int? errorBefore, int? errorNow, string worst)
    {
        var before = WithError(Info(0), errorBefore);
        var samples = pending.Select((count, second) => (TimeSpan.FromSeconds(second), WithError(Info(count), errorNow))).ToList();
        Assert.Equal(worst, Worst(WebhookJudge.AfterSet(Wish, Addresses, before, samples)));
    }

    [Fact]
    public void AfterSet_SameErrorTextAtAnotherTime_IsNew() =>
        Assert.Equal("Error delivery",
            Worst(WebhookJudge.AfterSet(Wish, [], WithError(Info(1), 600), [(TimeSpan.Zero, WithError(Info(1), 2))])));

    [Theory]
    [InlineData("", "Error replaced")]
    [InlineData("https://other.example.org/hook", "Error replaced")]
    [InlineData(Url, "Note pending")]
    public void AfterSet_AnotherAddress_IsAnotherPrograms(string url, string worst) =>
        Assert.Equal(worst, Worst(WebhookJudge.AfterSet(Wish, [], Info(0), [(TimeSpan.Zero, Info(0) with { Url = url })])));

    [Fact]
    public void AfterSet_WhatIsNotAsWished_IsNamed()
    {
        var wish = Wish with { Certificate = "pem", MaxConnections = 50, AllowedUpdates = ["message"] };
        var info = Info(0) with { Address = "95.216.10.99", MaxConnections = 40, AllowedUpdates = ["message", "poll"] };
        Assert.Equal(
            ["Error certificate", "Warning address", "Warning connections", "Warning kinds", "Note pending"],
            WebhookJudge.AfterSet(wish, Addresses, Info(0), [(TimeSpan.Zero, info)]).Select(finding => $"{finding.Level} {finding.Check}"));
        Assert.Equal("Note pending", Worst(WebhookJudge.AfterSet(
            wish, Addresses, Info(0),
            [(TimeSpan.Zero, info with { HasCertificate = true, Address = "95.216.10.20", MaxConnections = 50,
                AllowedUpdates = ["message"] })])));
    }

    [Theory]
    [InlineData(Url, 0, null, null, "Note pending")]
    [InlineData(Url, 5, 60, null, "Error delivery")]
    [InlineData(Url, 0, 60, null, "Note delivery")] // Telegram never takes an error back.
    [InlineData(Url, 5, 6000, null, "Note delivery")]
    [InlineData(Url, 100, null, null, "Warning pending")]
    [InlineData(Url, 0, null, 60, "Warning telegram")]
    [InlineData(Url, 0, null, 6000, "Note pending")]
    [InlineData("", 0, null, null, "Note webhook")]
    [InlineData("", 100, null, null, "Warning pending")]
    public void Now_WhatIsSaid_MeansThat(string url, long pending, int? errorAge, int? lostAge, string worst)
    {
        var info = WithError(Info(
            pending) with { Url = url, LostTelegramAt = lostAge is { } lost ? Noon - TimeSpan.FromSeconds(lost) : null }, errorAge);
        Assert.Equal(worst, Worst(WebhookJudge.Now(info, 0, Noon)));
    }

    [Theory]
    [InlineData(0, 0, "0 updates wait at Telegram, no more than before")]
    [InlineData(400, 10, "400 updates wait at Telegram, 10 more each second: its buffer of 100000 (or 128 MiB) is full in 3 hours")]
    [InlineData(100, 50, "is full in 33 minutes")]
    [InlineData(0, 100, "is full in 17 minutes")]
    [InlineData(100_000, 500, "is full in 0 s")]
    [InlineData(0, 0.1, "is full in 12 days")]
    public void Buffer_AtARate_LastsSoLong(long pending, double perSecond, string text) =>
        Assert.Contains(text, BufferEstimate.Text(pending, perSecond), StringComparison.Ordinal);

    [Theory]
    [InlineData("Wrong response from the webhook: 401 Unauthorized", "another secret token")]
    [InlineData("Wrong response from the webhook: 403 Forbidden", "149.154.160.0/20")]
    [InlineData("Wrong response from the webhook: 404 Not Found", "does not know the bot")]
    [InlineData("Wrong response from the webhook: 308 Permanent Redirect", "follows no redirect")]
    [InlineData("Wrong response from the webhook: 410 Gone", "23 hours")]
    [InlineData("Wrong response from the webhook: 413 Request Entity Too Large", "client_max_body_size")]
    [InlineData("Wrong response from the webhook: 503 Service Unavailable", "nothing is lost")]
    [InlineData("Wrong response from the webhook: 502 Bad Gateway", "does not reach the receiver")]
    [InlineData("Wrong response from the webhook: 418 I'm a teapot", "whatever answers there")]
    [InlineData("Connection refused", "open the port")]
    [InlineData("Connection timed out", "firewall")]
    [InlineData("Read timeout expired", "60 s")]
    [InlineData("SSL error {error:0A000086:SSL routines::certificate verify failed}", "fullchain.pem")]
    [InlineData("SSL error {error:0A00010B:SSL routines::wrong version number}", "TLS 1.2")]
    [InlineData("400 Bad Request: bad webhook: Failed to resolve host: Name or service not known", "DNS")]
    [InlineData("400 Bad Request: bad webhook: IP address 10.0.0.1 is reserved", "public addresses only")]
    [InlineData("400 Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443", "8443")]
    [InlineData("400 Bad Request: bad webhook: An HTTPS URL must be provided for webhook", "--self-signed")]
    [InlineData("something that nobody has seen", "docs/intake.md")]
    public void Advice_ForTelegramsWords_SaysWhatToDo(string message, string advice) =>
        Assert.Contains(advice, WebhookAdvice.For(message), StringComparison.Ordinal);

    private static WebhookInfo Info(long pending) => new(Url, pending) { MaxConnections = 40 };

    private static WebhookInfo WithError(WebhookInfo info, int? age) =>
        age is { } seconds ? info with { Error = "Connection refused", ErrorAt = Noon - TimeSpan.FromSeconds(seconds) } : info;

    private static string Worst(IEnumerable<WebhookFinding> findings) =>
        findings.OrderByDescending(finding => finding.Level).Select(finding => $"{finding.Level} {finding.Check}").First();
}
