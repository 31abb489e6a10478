using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using TgWorker.Intake.BotApi;
using TgWorker.Intake.Webhooks;

namespace TgWorker.Intake.Tests.Webhooks;

public class EndpointJudgeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly WebhookWish Wish =
        new(new IntakeBot("main", "1:x", new Uri("https://api.telegram.org")), new Uri("https://bot.example.org/hook")) { Secret = "s" };

    /// <summary>The answers without and with the secret; r is a receiver's.</summary>
    [Theory]
    [InlineData("r401", "r200", null)]
    [InlineData("r401", "r401", "Error secret")]
    [InlineData("r401", "r503", "Error queue")]
    [InlineData("r401", "200", "Error endpoint")]
    [InlineData("r401", "r500", "Error endpoint")]
    [InlineData("r404", null, "Error bot")]
    [InlineData("r403", null, "Note address")]
    [InlineData("r200", null, "Error secret")]
    [InlineData("r503", null, "Error queue")]
    [InlineData("200", null, "Error endpoint")]
    [InlineData("401", null, "Error endpoint")]
    [InlineData("302", null, "Error redirect")]
    [InlineData("502", null, "Error proxy")]
    public void Answers_Mean(string without, string? with, string? finding) => Assert.Equal(finding, Judge(Wish, without, with));

    [Theory]
    [InlineData("r200", null)]
    [InlineData("r401", "Error secret")]
    [InlineData("r503", "Error queue")]
    public void Answers_WhereNoSecretIsWished_Mean(string without, string? finding) =>
        Assert.Equal(finding, Judge(Wish with { Secret = null }, without, null));

    [Theory]
    [InlineData(13, "Warning certificate")]
    [InlineData(15, null)]
    public void Certificate_ThatEndsSoon_IsWarnedOf(int days, string? finding) =>
        Assert.Equal(finding, Found(
            EndpointJudge.Findings(Wish, Seen("r401", "r200") with { Certificate = ("CN=x", "CN=y", Noon.AddDays(days)) }, Noon)));

    [Theory]
    [InlineData(SslPolicyErrors.None, X509ChainStatusFlags.NoError, false, TlsTrouble.None)]
    [InlineData(SslPolicyErrors.RemoteCertificateNameMismatch, X509ChainStatusFlags.NoError, false, TlsTrouble.WrongName)]
    [InlineData(SslPolicyErrors.RemoteCertificateNameMismatch | SslPolicyErrors.RemoteCertificateChainErrors,
        X509ChainStatusFlags.NotTimeValid, false, TlsTrouble.OutOfTime)]
    [InlineData(SslPolicyErrors.RemoteCertificateChainErrors, X509ChainStatusFlags.PartialChain, false, TlsTrouble.IncompleteChain)]
    [InlineData(SslPolicyErrors.RemoteCertificateChainErrors, X509ChainStatusFlags.UntrustedRoot, true, TlsTrouble.SelfSigned)]
    [InlineData(SslPolicyErrors.RemoteCertificateChainErrors, X509ChainStatusFlags.UntrustedRoot, false, TlsTrouble.UnknownAuthority)]
    [InlineData(SslPolicyErrors.RemoteCertificateNotAvailable, X509ChainStatusFlags.NoError, false, TlsTrouble.NoHandshake)]
    internal void Chain_WithErrors_IsThatTrouble(
        SslPolicyErrors errors, X509ChainStatusFlags chain, bool isSelfSigned, TlsTrouble trouble) =>
        Assert.Equal(trouble, TlsWatch.Of(errors, chain, isSelfSigned));

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("149.154.167.220", true)]
    [InlineData("10.0.0.1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("169.254.1.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("100.127.255.255", false)]
    [InlineData("100.128.0.1", true)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("2001:4860:4860::8888", false)]
    public void Address_IsOneThatTelegramDeliversTo(string address, bool isPublic) =>
        Assert.Equal(isPublic, PublicAddress.Problem(IPAddress.Parse(address)) is null);

    private static string? Judge(WebhookWish wish, string without, string? with) =>
        Found(EndpointJudge.Findings(wish, Seen(without, with), Noon));

    private static EndpointSeen Seen(string without, string? with) =>
        new(IPAddress.Loopback) { WithoutSecret = Answer(without), WithSecret = with is null ? null : Answer(with) };

    private static EndpointAnswer Answer(string text) => new(int.Parse(text.TrimStart('r'), null), text.StartsWith('r'));

    private static string? Found(IEnumerable<WebhookFinding> findings) =>
        findings.Select(finding => $"{finding.Level} {finding.Check}").SingleOrDefault();
}
