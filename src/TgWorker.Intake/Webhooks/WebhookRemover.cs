using TgWorker.Intake.BotApi;

namespace TgWorker.Intake.Webhooks;

/// <summary>Deletes a bot's webhook.</summary>
internal sealed class WebhookRemover(WebhookApi api)
{
    /// <summary>Does it.</summary>
    /// <param name="bot">The bot.</param>
    /// <param name="dropsPending">Whether what waits is deleted too.</param>
    /// <param name="confirmDrop">Asked before it is, with the number.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<WebhookReport> DeleteAsync(
        IntakeBot bot,
        bool dropsPending,
        Func<long,
        bool> confirmDrop,
        CancellationToken cancellationToken)
    {
        try
        {
            var before = await api.GetAsync(cancellationToken).ConfigureAwait(false);
            if (dropsPending && !confirmDrop(before.Pending))
            {
                return new WebhookReport(bot.Name, IsDone: false, [WebhookFinding.Dropping(before.Pending)], before);
            }

            await api.DeleteAsync(dropsPending, cancellationToken).ConfigureAwait(false);
            var after = await api.GetAsync(cancellationToken).ConfigureAwait(false);
            WebhookFinding[] was = before.Url.Length == 0 ? []
                : [WebhookFinding.Note("before", $"the webhook was {WebhookWish.Shown(before.Url)}")];
            return new WebhookReport(
                bot.Name, IsDone: true, [
                    .. was, WebhookFinding.Note(
                        "pending", $"{after.Pending} updates wait at Telegram, which whoever polls next gets")], after);
        }
        catch (Exception e) when (WebhookRefusal.Of(e, bot) is { } finding)
        {
            return new WebhookReport(bot.Name, IsDone: false, [finding], null);
        }
    }
}
