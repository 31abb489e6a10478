using TgWorker.Core.Broadcasts;
using TgWorker.Core.History;
using TgWorker.Core.Queues;
using TgWorker.Core.Sending;
using TgWorker.Dashboard.Pages.Kinds;
using TgWorker.Dashboard.Pages.Traffic;

namespace TgWorker.Dashboard.Pages.Outgoing;

/// <summary>Reads what goes to Telegram: some seven commands for each queue, however much there is.</summary>
/// <param name="queues">The queues.</param>
/// <param name="names">The names of bots, by the ids in their tokens.</param>
/// <param name="now">The time.</param>
internal sealed class OutgoingReading(IReadOnlyList<IUpdateQueue> queues, IReadOnlyDictionary<string, string> names, DateTimeOffset now)
{
    private const int Shown = 50;
    private const int MostParts = 120;
    private const string Outbox = "outgoing";

    public async Task<OutgoingModel> ReadAsync(HistorySpan span, CancellationToken cancellationToken)
    {
        var traffic = await TrafficModel.ReadAsync(queues, TrafficSeries.Out, span, now, cancellationToken);
        var ids = traffic.Lines.Select(line => line.Bot).Concat(names.Keys).Distinct(StringComparer.Ordinal).ToList();
        var (pauses, rests, broadcasts, timers, outbox) =
            (new List<BotPause>(), new List<ChatRest>(), new List<BroadcastRow>(), new List<TimerRow>(), new List<WorkFigures[]>());
        var hasMore = false;
        foreach (var queue in queues)
        {
            if (queue.SendLimits is { } limits)
            {
                var look = await limits.LookAsync(ids, Shown, cancellationToken);
                pauses.AddRange(look.Bots);
                rests.AddRange(look.Chats.Select(chat => new ChatRest(queue.Name, NameOf(chat.Bot), chat.Chat, now + chat.Left)));
            }

            var parts = queue.Broadcasts is { } all ? await all.NewestAsync(MostParts, cancellationToken) : [];
            hasMore |= parts.Count == MostParts;
            broadcasts.AddRange(BroadcastFamily.Of(parts).Select(its => BroadcastRow.Of(queue.Name, its, now)));
            timers.AddRange(await NextAsync(queue, cancellationToken));
            outbox.AddRange(await SentAsync(queue, span, cancellationToken));
        }

        return new OutgoingModel(now, traffic)
        {
            Bots = [.. ids.Select(id => With(BotSending.Of(NameOf(id), id, traffic, span.Steps), pauses))
                .OrderBy(bot => bot.Bot, StringComparer.Ordinal)],
            Pauses = [.. rests.OrderByDescending(rest => rest.Until).Take(Shown)],
            Broadcasts = [.. broadcasts.OrderByDescending(one => one.Created).Take(Shown)],
            HasMoreBroadcasts = hasMore || broadcasts.Count > Shown,
            Outbox = outbox.Count == 0 ? null : KindModel.Sum(Outbox, [.. outbox.Select(points => KindModel.Of(Outbox, points))]),
            Timers = [.. timers.OrderBy(timer => timer.Due).Take(Shown)],
            HasMoreTimers = timers.Count > Shown,
        };
    }

    private string NameOf(string id) => names.GetValueOrDefault(id, id);

    private BotSending With(BotSending bot, IEnumerable<BotPause> pauses)
    {
        var its = pauses.Where(pause => pause.Bot == bot.Id).ToList();
        return bot with { PausedUntil = now + its.Max(pause => pause.Left), SlowedTo = its.Min(pause => pause.SlowedTo) };
    }

    private async Task<IReadOnlyList<WorkFigures[]>> SentAsync(IUpdateQueue queue, HistorySpan span, CancellationToken cancellationToken)
    {
        if (queue.History is not { } history)
        {
            return [];
        }

        var steps = await history.ReadAsync(Outbox, span.Scale, now, span.Steps, cancellationToken);
        return steps.Any(step => step.Series.ContainsKey(Outbox))
            ? [[.. steps.Select(step => step.Series.GetValueOrDefault(Outbox) ?? new WorkFigures())]] : [];
    }

    private static async Task<IReadOnlyList<TimerRow>> NextAsync(IUpdateQueue queue, CancellationToken cancellationToken) =>
        queue.Timers is { } timers
            ? await timers.ListAsync(cancellationToken).Take(Shown + 1).Select(timer => TimerRow.Of(queue.Name, timer)).ToListAsync(cancellationToken)
            : [];
}
