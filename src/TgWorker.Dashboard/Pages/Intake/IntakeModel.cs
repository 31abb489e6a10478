using TgWorker.Core.Queues;

namespace TgWorker.Dashboard.Pages.Intake;

/// <summary>How updates come in, by queue and bot.</summary>
/// <param name="Bots">The bots.</param>
internal sealed record IntakeModel(IReadOnlyList<BotModel> Bots)
{
    public static IntakeModel Of(IReadOnlyList<BotWebhook> webhooks, IEnumerable<PollHolder> holders)
    {
        var polls = holders.GroupBy(holder => holder.Bot, StringComparer.Ordinal)
            .ToDictionary(bot => bot.Key, bot => bot.MaxBy(holder => holder.Left)!, StringComparer.Ordinal);
        var known = webhooks.Select(webhook => Of(webhook.Bot, webhook, polls.GetValueOrDefault(webhook.Id)));
        var others = polls.Values.Where(holder => webhooks.All(webhook => webhook.Id != holder.Bot)).Select(holder => Of(holder.Bot, null, holder));
        return new IntakeModel([.. known.Concat(others).OrderBy(bot => bot.Bot, StringComparer.Ordinal)]);
    }

    private static BotModel Of(string name, BotWebhook? webhook, PollHolder? holder) => new(name)
    {
        Webhook = webhook,
        Poller = holder is { Left.Ticks: > 0, Holder.Length: > 0 } ? holder.Holder : null,
        IsPollerLost = holder is { Left.Ticks: <= 0, Holder.Length: > 0 },
        LeaseLeft = holder is { Left.Ticks: > 0, Holder.Length: > 0 } ? holder.Left : null,
        SincePush = holder?.SincePush,
    };
}
