using TgWorker.Core.Queues;
using TgWorker.Intake.BotApi;
using TgWorker.Intake.Webhooks;

namespace TgWorker.Intake.Diagnosing;

/// <summary>Finds out whether a bot's updates come in: what Telegram says, who polls, and what answers at the webhook.</summary>
internal sealed class IntakeDoctor(WebhookApi api, IWebhookNetwork network, TimeProvider time)
{
    private const string TelegramHost = "api.telegram.org";

    /// <summary>Looks.</summary>
    /// <param name="bot">The bot.</param>
    /// <param name="secret">What Telegram has to send along; null when none is known here.</param>
    /// <param name="holder">Who polls for it; null for nobody.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<IReadOnlyList<WebhookFinding>> ExamineAsync(
        IntakeBot bot, string? secret, PollHolder? holder, CancellationToken cancellationToken)
    {
        var report = await new WebhookWatch(api, time).LookAsync(bot, cancellationToken).ConfigureAwait(false);
        if (report.Info is not { } info)
        {
            return report.Findings;
        }

        var endpoint = await EndpointAsync(bot, secret, info, cancellationToken).ConfigureAwait(false);
        return [.. IntakeJudge.Findings(info, report.Findings, endpoint, secret is not null, holder)];
    }

    // A stranger might take the probe for an update; one that checks a secret token refuses it.
    private async Task<IReadOnlyList<WebhookFinding>> EndpointAsync(
        IntakeBot bot, string? secret, WebhookInfo info, CancellationToken cancellationToken)
    {
        if (info.Url.Length == 0 || !Uri.TryCreate(info.Url, UriKind.Absolute, out var url))
        {
            return [];
        }

        var wish = new WebhookWish(bot, url)
        {
            Secret = secret,
            IsCloud = bot.BaseUrl.Host == TelegramHost,

            // The certificate that was uploaded is not here to be compared.
            IsProbed = secret is not null && !info.HasCertificate,
        };
        return (await new HostCheck(network, time).RunAsync(wish, cancellationToken).ConfigureAwait(false)).Findings;
    }
}
