using TgWorker.Intake.BotApi;

namespace TgWorker.Intake.Webhooks;

/// <summary>Looks at a bot's webhook: twice where updates wait, to see how fast they become more.</summary>
internal sealed class WebhookWatch(WebhookApi api, TimeProvider time)
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(2);

    /// <summary>Looks.</summary>
    public async Task<WebhookReport> LookAsync(IntakeBot bot, CancellationToken cancellationToken)
    {
        try
        {
            var since = time.GetTimestamp();
            var (first, last) = (await api.GetAsync(cancellationToken).ConfigureAwait(false), (WebhookInfo?)null);
            if (first.Pending > 0)
            {
                await Task.Delay(Between, time, cancellationToken).ConfigureAwait(false);
                last = await api.GetAsync(cancellationToken).ConfigureAwait(false);
            }

            var perSecond = last is null ? 0 : WebhookJudge.PerSecond([(TimeSpan.Zero, first), (time.GetElapsedTime(since), last)]);
            return new WebhookReport(
                bot.Name,
                IsDone: true,
                [.. WebhookJudge.Now(last ?? first, perSecond, time.GetUtcNow())],
                last ?? first);
        }
        catch (Exception e) when (WebhookRefusal.Of(e, bot) is { } finding)
        {
            return new WebhookReport(bot.Name, IsDone: false, [finding], null);
        }
    }
}
