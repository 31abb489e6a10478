using TgWorker.Core.Queues;
using TgWorker.Intake.Diagnosing;
using TgWorker.Intake.Webhooks;

namespace TgWorker.Intake.Tests.Diagnosing;

public sealed class IntakeJudgeTests
{
    private const string Url = "https://bot.example.org/telegram/bot/webhook/main";

    private static readonly WebhookFinding Stranger = WebhookFinding.Error("endpoint", "something answers 401", "let the proxy");
    private static readonly WebhookFinding NoWebhook = WebhookFinding.Note("webhook", "there is no webhook");
    private static readonly WebhookFinding Waiting = WebhookFinding.Warning("pending", "500 wait", "see why");

    private static readonly PollHolder Poller = new("123", "host:7:ab", TimeSpan.FromSeconds(9))
    {
        SincePush = TimeSpan.FromMinutes(5),
    };

    [Theory]
    [InlineData(true, 0, true, "Error", "so Telegram refuses host:7:ab, which is to poll")]
    [InlineData(false, 3, false, "Error", "nobody takes its updates: no webhook is set and no poller runs, and 3 wait")]
    [InlineData(false, 0, false, "Note", "nobody takes its updates")]
    [InlineData(false, 0, true, "Note", "host:7:ab polls, and brought the last updates 5 minutes ago")]
    [InlineData(false, 3, true, "Note", "host:7:ab polls")]
    public void WebhookAndPoller_AreJudgedTogether(bool hasWebhook, long pending, bool polls, string level, string seen)
    {
        var finding = Find(new WebhookInfo(hasWebhook ? Url : "", pending), polls ? Poller : null)[0];

        Assert.Equal((level, "intake"), (finding.Level.ToString(), finding.Check));
        Assert.Contains(seen, finding.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public void WebhookAlone_ThatIsWell_IsWell() => Assert.Empty(Find(new WebhookInfo(Url, 0), null));

    [Fact]
    public void WhatWaits_IsSaidWhereAnythingDoes()
    {
        Assert.Equal([Waiting], Find(new WebhookInfo(Url, 500), null, [NoWebhook, Waiting]));
        Assert.Empty(Find(new WebhookInfo(Url, 0), null, [NoWebhook, Waiting]));
    }

    [Fact]
    public void AnotherReceiver_IsNoMistake_ASecretThatDiffersIs()
    {
        var secret = WebhookFinding.Error("secret", "the receiver expects another secret token", "give both the same");

        var findings = IntakeJudge.Findings(new WebhookInfo(Url, 0), [], [Stranger, secret], isProbed: true, null).ToList();

        Assert.Equal((FindingLevel.Note, Stranger.Seen), (findings[0].Level, findings[0].Seen));
        Assert.Equal(secret, findings[1]);
    }

    [Fact]
    public void NoSecret_IsSaid()
    {
        var finding = Assert.Single(IntakeJudge.Findings(new WebhookInfo(Url, 0), [], [], isProbed: false, null));
        Assert.Equal((FindingLevel.Note, "secret"), (finding.Level, finding.Check));
    }

    private static List<WebhookFinding> Find(WebhookInfo info, PollHolder? holder, IReadOnlyList<WebhookFinding>? now = null) =>
        [.. IntakeJudge.Findings(info, now ?? [], [], isProbed: true, holder)];
}
