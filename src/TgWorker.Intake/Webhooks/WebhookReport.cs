namespace TgWorker.Intake.Webhooks;

/// <summary>What became of a wish.</summary>
/// <param name="Bot">The bot.</param>
/// <param name="IsDone">Whether Telegram was told.</param>
/// <param name="Findings">What was found, in order.</param>
/// <param name="Info">What Telegram said at last; null when it was not asked or did not answer.</param>
internal sealed record WebhookReport(string Bot, bool IsDone, IReadOnlyList<WebhookFinding> Findings, WebhookInfo? Info)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsGood => Findings.All(finding => finding.Level != FindingLevel.Error);
}
