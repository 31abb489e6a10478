namespace TgWorker.Intake.Webhooks;

/// <summary>Sets a bot's webhook: looks first, sets it when nothing is wrong, and watches whether updates come through.</summary>
/// <remarks>Telegram's "true" to setWebhook proves almost nothing: TLS and what answers are tried with the first update only.</remarks>
internal sealed class WebhookSetter(WebhookApi api, HostCheck endpoints, TimeProvider time)
{
    /// <summary>How long the webhook is watched after it was set.</summary>
    public static readonly TimeSpan Watch = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    /// <summary>Does it.</summary>
    /// <param name="wish">The webhook as it is wanted.</param>
    /// <param name="confirmDrop">Asked before pending updates are dropped, with their number.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<WebhookReport> SetAsync(WebhookWish wish, Func<long, bool> confirmDrop, CancellationToken cancellationToken)
    {
        var findings = WishCheck.Findings(wish).ToList();
        WebhookInfo? info = null;
        var isDone = false;
        try
        {
            if (HasError(findings))
            {
                return Report();
            }

            var (seen, addresses) = await endpoints.RunAsync(wish, cancellationToken).ConfigureAwait(false);
            findings.AddRange(seen);
            info = await api.GetAsync(cancellationToken).ConfigureAwait(false);
            if (HasError(findings))
            {
                return Report();
            }

            if (info.Url.Length > 0 && info.Url != wish.Url.OriginalString)
            {
                findings.Add(WebhookFinding.Note(
                    "before",
                    $"the webhook was {WebhookWish.Shown(info.Url)}; what waits for it goes to the new one, an update that is under "
                        + $"way may come to both"));
            }

            if (wish.DropsPending && !confirmDrop(info.Pending))
            {
                findings.Add(WebhookFinding.Dropping(info.Pending));
                return Report();
            }

            await api.SetAsync(wish, cancellationToken).ConfigureAwait(false);
            isDone = true;
            (var after, info) = await WatchAsync(wish, addresses, info, cancellationToken).ConfigureAwait(false);
            findings.AddRange(after);
            return Report();
        }
        catch (Exception e) when (WebhookRefusal.Of(e, wish.Bot) is { } refusal)
        {
            findings.Add(refusal);
            return Report();
        }

        WebhookReport Report() => new(wish.Bot.Name, isDone, [.. findings.Distinct()], info);
    }

    private async Task<(IReadOnlyList<WebhookFinding> Findings, WebhookInfo Info)> WatchAsync(
        WebhookWish wish, IReadOnlyList<System.Net.IPAddress> addresses, WebhookInfo before, CancellationToken cancellationToken)
    {
        var (since, samples) = (time.GetTimestamp(), new List<(TimeSpan After, WebhookInfo Info)>());
        while (true)
        {
            samples.Add((time.GetElapsedTime(since), await api.GetAsync(cancellationToken).ConfigureAwait(false)));
            List<WebhookFinding> findings = [.. WebhookJudge.AfterSet(wish, addresses, before, samples)];
            if (HasError(findings) || samples[^1].After >= Watch)
            {
                return (findings, samples[^1].Info);
            }

            await Task.Delay(Step, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool HasError(IReadOnlyList<WebhookFinding> findings) => findings.Any(finding => finding.Level == FindingLevel.Error);
}
