namespace TgWorker.Intake.Webhooks;

/// <summary>Something that was found about a webhook.</summary>
/// <param name="Level">How bad it is.</param>
/// <param name="Check">The check that found it, such as <c>certificate</c>; stable, for programs.</param>
/// <param name="Seen">What was seen.</param>
/// <param name="Advice">What to do about it; empty for a note.</param>
internal sealed record WebhookFinding(FindingLevel Level, string Check, string Seen, string Advice)
{
    public static WebhookFinding Error(string check, string seen, string advice) => new(FindingLevel.Error, check, seen, advice);

    public static WebhookFinding Warning(string check, string seen, string advice) => new(FindingLevel.Warning, check, seen, advice);

    public static WebhookFinding Note(string check, string seen, string advice = "") => new(FindingLevel.Note, check, seen, advice);

    /// <summary>Nobody said yes to dropping what waits.</summary>
    public static WebhookFinding Dropping(long pending) =>
        Error(
            "pending",
            $"{pending} updates wait at Telegram and were to be dropped, which nobody has confirmed",
            "say yes, add --yes, or leave --drop-pending-updates out");
}
