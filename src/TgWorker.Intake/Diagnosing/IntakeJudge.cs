using System.Globalization;
using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Intake.Webhooks;

namespace TgWorker.Intake.Diagnosing;

/// <summary>Decides what is wrong with a bot's intake.</summary>
internal static class IntakeJudge
{
    /// <summary>All that is wrong or good to know.</summary>
    /// <param name="info">What Telegram says of the webhook.</param>
    /// <param name="now">What that means by itself.</param>
    /// <param name="endpoint">What was found at the webhook's address.</param>
    /// <param name="isProbed">Whether a secret token is known here, so that the address was asked.</param>
    /// <param name="holder">Who polls; null for nobody.</param>
    public static IEnumerable<WebhookFinding> Findings(
        WebhookInfo info, IReadOnlyList<WebhookFinding> now, IReadOnlyList<WebhookFinding> endpoint, bool isProbed, PollHolder? holder)
    {
        if (OfBoth(info, holder) is { } both)
        {
            yield return both;
        }

        // That there is no webhook is said above; that nothing waits goes without saying.
        foreach (var finding in now.Where(finding => finding.Check != "webhook" && (finding.Check != "pending" || info.Pending > 0)))
        {
            yield return finding;
        }

        foreach (var finding in endpoint)
        {
            yield return finding.Level == FindingLevel.Error && finding.Check == "endpoint" ? OfStranger(finding) : finding;
        }

        if (info.Url.Length > 0 && !isProbed)
        {
            yield return WebhookFinding.Note(
                "secret", $"no secret token is known here, so what answers at {WebhookWish.Shown(info.Url)} was not asked",
                "give SECRET_TOKEN, as the receiver has it; without one anybody who knows the address can make up updates");
        }
    }

    private static WebhookFinding? OfBoth(WebhookInfo info, PollHolder? holder) => (info.Url.Length > 0, holder) switch
    {
        (true, { } poller) => WebhookFinding.Error(
            "intake",
            $"a webhook is set ({WebhookWish.Shown(info.Url)}), so Telegram refuses {Name(poller)}, which is to poll",
            "'tgworker webhook delete' to poll (what waits is kept), or stop the pollers to receive"),
        (false, null) when info.Pending > 0 => WebhookFinding.Error(
            "intake",
            $"nobody takes its updates: no webhook is set and no poller runs, and {info.Pending} wait at Telegram",
            "start 'tgworker poll', or 'tgworker receive' and 'tgworker webhook set URL'"),
        (false, null) => WebhookFinding.Note(
            "intake",
            "nobody takes its updates: no webhook is set and no poller runs",
            "start 'tgworker poll', or 'tgworker receive' and 'tgworker webhook set URL'"),
        (false, { } poller) => WebhookFinding.Note("intake", $"{Name(poller)} polls{Since(poller)}"),
        _ => null,
    };

    // tgook and others receive as well as ours.
    private static WebhookFinding OfStranger(WebhookFinding finding) => WebhookFinding.Note(
        finding.Check, finding.Seen, "right where tgook or another program receives; else let the proxy send this path to the receiver");

    private static string Name(PollHolder holder) => ShownName.Of(holder.Holder);

    private static string Since(PollHolder holder) => holder.SincePush is { } since
        ? string.Create(CultureInfo.InvariantCulture, $", and brought the last updates {RoughTime.Text(since)} ago")
        : ", and has brought nothing yet";
}
