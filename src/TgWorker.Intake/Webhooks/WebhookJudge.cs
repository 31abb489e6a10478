using System.Globalization;
using System.Net;

namespace TgWorker.Intake.Webhooks;

/// <summary>Decides what getWebhookInfo's answers mean.</summary>
internal static class WebhookJudge
{
    // Fewer may wait for a moment although all is well.
    private const long Many = 100;
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(10);

    /// <summary>What is wrong with a webhook that was just set.</summary>
    /// <param name="wish">As it is wanted.</param>
    /// <param name="addresses">The host's addresses; empty when they are not known.</param>
    /// <param name="before">What was said right before it was set: an error of then is an old one.</param>
    /// <param name="samples">What was said since, and how long after.</param>
    public static IEnumerable<WebhookFinding> AfterSet(
        WebhookWish wish,
        IReadOnlyList<IPAddress> addresses,
        WebhookInfo before,
        IReadOnlyList<(TimeSpan After, WebhookInfo Info)> samples)
    {
        var last = samples[^1].Info;
        if (last.Url != wish.Url.OriginalString)
        {
            yield return WebhookFinding.Error(
                "replaced", last.Url.Length == 0 ? "the webhook is gone again" : $"the webhook is {WebhookWish.Shown(last.Url)} by now",
                "another program sets or deletes this bot's webhook, or polls after deleting it: stop it, or give the bot a new token "
                    + "with BotFather's /revoke");
            yield break;
        }

        if (last.Error is { } error && (last.ErrorAt != before.ErrorAt || error != before.Error))
        {
            yield return WebhookFinding.Error("delivery", $"Telegram says: {Core.Jobs.ShownName.Of(error)}", WebhookAdvice.For(error));
        }
        else if (Delivered(samples) is { } none && none.Pending > 0)
        {
            yield return WebhookFinding.Warning(
                "delivery", string.Create(
                    CultureInfo.InvariantCulture,
                    $"{none.Pending} updates wait, and none was delivered within {samples[^1].After.TotalSeconds:0} s"),
                "Telegram names no error: see with 'tgworker webhook info' in a minute, and whether the proxy answers at all");
        }

        foreach (var finding in Differences(wish, addresses, last))
        {
            yield return finding;
        }

        yield return WebhookFinding.Note("pending", BufferEstimate.Text(last.Pending, PerSecond(samples)));
    }

    /// <summary>What is wrong with a webhook that was set some time ago.</summary>
    public static IEnumerable<WebhookFinding> Now(WebhookInfo info, double perSecond, DateTimeOffset now)
    {
        if (info.Url.Length == 0)
        {
            yield return WebhookFinding.Note("webhook", "there is no webhook: updates are there for getUpdates ('tgworker poll')");
        }
        else if (info is { Error: { } error, ErrorAt: { } at })
        {
            var age = now - at;
            var seen = string.Create(
                CultureInfo.InvariantCulture,
                $"the last delivery that failed was {RoughTime.Text(age)} ago: {Core.Jobs.ShownName.Of(error)}");
            yield return age < Recent && info.Pending > 0
                ? WebhookFinding.Error("delivery", seen, WebhookAdvice.For(error))
                : WebhookFinding.Note(
                    "delivery",
                    seen + (info.Pending == 0 ? "; nothing waits, so it is over" : "; it stays visible after a recovery"));
        }

        if (info.LostTelegramAt is { } lost && now - lost < Recent)
        {
            yield return WebhookFinding.Warning(
                "telegram",
                $"the Bot API server had lost Telegram's data centres {RoughTime.Text(now - lost)} ago",
                "nothing can be done here: it delivers later");
        }

        yield return info.Pending >= Many
            ? WebhookFinding.Warning(
                "pending",
                BufferEstimate.Text(info.Pending, perSecond),
                info.Url.Length == 0 ? "start 'tgworker poll', or set a webhook" : "see why they are not taken: 'tgworker doctor'")
            : WebhookFinding.Note("pending", BufferEstimate.Text(info.Pending, perSecond));
    }

    /// <summary>How many more updates wait each second; 0 when there are no more.</summary>
    public static double PerSecond(IReadOnlyList<(TimeSpan After, WebhookInfo Info)> samples) =>
        samples is [var (from, first), .., var (to, last)] && to > from
        ? Math.Max(last.Pending - first.Pending, 0) / (to - from).TotalSeconds
        : 0;

    // The last answer when no sample had fewer than the one before.
    private static WebhookInfo? Delivered(IReadOnlyList<(TimeSpan After, WebhookInfo Info)> samples) =>
        samples.Zip(samples.Skip(1)).Any(pair => pair.Second.Info.Pending < pair.First.Info.Pending) ? null : samples[^1].Info;

    private static IEnumerable<WebhookFinding> Differences(WebhookWish wish, IReadOnlyList<IPAddress> addresses, WebhookInfo info)
    {
        if (info.HasCertificate != wish.Certificate is not null)
        {
            yield return WebhookFinding.Error(
                "certificate", info.HasCertificate ? "Telegram keeps a certificate that was uploaded before"
                    : "Telegram has not kept the certificate", "set the webhook again");
        }

        if (info.Address is { } address && addresses.Count > 0 && addresses.All(own => own.ToString() != address))
        {
            yield return WebhookFinding.Warning(
                "address", $"Telegram connects to {address}, the host is {string.Join(", ", addresses)}",
                "it looks the name up again within 33 minutes; give --ip-address for a fixed one");
        }

        if (wish.MaxConnections is { } wanted && info.MaxConnections is { } most && most != wanted)
        {
            yield return WebhookFinding.Warning(
                "connections",
                $"Telegram opens {most} connections at most, not {wanted}",
                "give a number that the Bot API server takes");
        }

        if (wish.AllowedUpdates is { } kinds
            && !kinds.Order(StringComparer.Ordinal).SequenceEqual((info.AllowedUpdates ?? []).Order(StringComparer.Ordinal)))
        {
            yield return WebhookFinding.Warning(
                "kinds", $"Telegram sends "
                    + $"{(info.AllowedUpdates is { } sent ? string.Join(", ", sent) : "its default kinds of update")}, not "
                        + $"{(kinds.Count == 0 ? "its default" : string.Join(", ", kinds))}",
                "correct --allowed-updates: names that Telegram does not know are ignored");
        }
    }
}
