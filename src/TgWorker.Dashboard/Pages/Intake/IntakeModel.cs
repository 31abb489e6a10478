using TgWorker.Core.Queues;
using TgWorker.Dashboard.Pages.Traffic;

namespace TgWorker.Dashboard.Pages.Intake;

/// <summary>How updates come in, by bot.</summary>
/// <param name="Bots">The bots.</param>
/// <param name="Traffic">What receivers and pollers took and refused.</param>
internal sealed record IntakeModel(IReadOnlyList<BotModel> Bots, TrafficModel? Traffic = null)
{
    public static IntakeModel Of(IReadOnlyList<BotWebhook> webhooks, IEnumerable<PollHolder> holders, TrafficModel? traffic = null)
    {
        var polls = holders.GroupBy(holder => holder.Bot, StringComparer.Ordinal)
            .ToDictionary(bot => bot.Key, bot => bot.MaxBy(holder => holder.Left)!, StringComparer.Ordinal);
        var known = webhooks.Select(webhook => Of(webhook.Bot, webhook, polls.GetValueOrDefault(webhook.Id)));
        var others = polls.Values.Where(holder => webhooks.All(webhook => webhook.Id != holder.Bot)).Select(holder => Of(holder.Bot, null, holder));
        var bots = known.Concat(others).ToList();
        var counted = (traffic?.Lines ?? []).Select(line => line.Bot).Distinct(StringComparer.Ordinal)
            .Where(bot => bots.All(other => other.Bot != bot)).Select(bot => new BotModel(bot));
        return new IntakeModel([.. bots.Concat(counted).OrderBy(bot => bot.IsOther).ThenBy(bot => bot.Bot, StringComparer.Ordinal)], traffic);
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
