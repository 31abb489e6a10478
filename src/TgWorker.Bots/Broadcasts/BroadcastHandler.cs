using TgWorker.Bots.Outbox;
using TgWorker.Core.Broadcasts;
using TgWorker.Core.Handling;
using TgWorker.Core.Queues;

namespace TgWorker.Bots.Broadcasts;

/// <summary>
/// Counts what becomes of a broadcast's messages, which <paramref name="next"/> sends. A message that is refused is one of the broadcast's
/// figures, and no failed job.
/// </summary>
/// <param name="next">Sends them; every other update is its own.</param>
/// <param name="all">The broadcasts of the worker's queues.</param>
/// <param name="time">Tells when.</param>
internal sealed class BroadcastHandler(IUpdateHandler next, IReadOnlyList<IQueueBroadcasts> all, TimeProvider time) : IUpdateHandler
{
    public ValueTask<UpdateOutcome> HandleAsync(UpdateContext context, CancellationToken cancellationToken) =>
        OutgoingMessage.Of(context) is { Broadcast: not null } message ? SendAsync(context, message, cancellationToken)
            : next.HandleAsync(context, cancellationToken);

    private async ValueTask<UpdateOutcome> SendAsync(UpdateContext context, OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (await FindAsync(message.Broadcast!, cancellationToken).ConfigureAwait(false) is not var (broadcasts, broadcast))
        {
            return UpdateOutcome.Handled;
        }

        var verdict = broadcast.State == BroadcastState.Cancelled || message.NotAfter < time.GetUtcNow()
            ? new BroadcastVerdict(BroadcastResult.Skipped, "")
            : await TryAsync(context, message, cancellationToken).ConfigureAwait(false);
        var miss = verdict.Result is BroadcastResult.Gone or BroadcastResult.Failed
            ? new BroadcastMiss(message.Number, verdict.Result, message.Chat, verdict.Reason) : null;
        if (await broadcasts.SettleAsync(broadcast.Id, message.Number, verdict.Result, miss, time.GetUtcNow(), cancellationToken)
            .ConfigureAwait(false))
        {
            BroadcastMetrics.Count(context.Bot, verdict.Result);
        }

        if (verdict.Pauses)
        {
            await broadcasts.ChangeFamilyAsync(
                broadcast.Id, BroadcastState.Paused, verdict.Reason, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        }

        return UpdateOutcome.Handled;
    }

    private async Task<BroadcastVerdict> TryAsync(
        UpdateContext context, OutgoingMessage message, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await next.HandleAsync(context, cancellationToken).ConfigureAwait(false);
            return outcome.Kind == OutcomeKind.Handled ? new BroadcastVerdict(BroadcastResult.Sent, "")
                : new BroadcastVerdict(BroadcastResult.Failed, outcome.Error ?? "", Pauses: true);
        }
        catch (Exception e) when (BroadcastVerdict.Of(e, context.Attempt) is not null)
        {
            return BroadcastVerdict.Of(e, context.Attempt)!;
        }
    }

    private async ValueTask<(IQueueBroadcasts Broadcasts, StoredBroadcast Broadcast)?> FindAsync(
        string id, CancellationToken cancellationToken)
    {
        foreach (var broadcasts in all)
        {
            if (await broadcasts.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } broadcast)
            {
                return (broadcasts, broadcast);
            }
        }

        return null;
    }
}
