using TgWorker.Bots.Broadcasts;
using TgWorker.Core.Broadcasts;
using TgWorker.Core.Queues;

namespace TgWorker.Testing.Sending;

/// <summary>Puts the messages of the test's broadcasts into the test's outbox, as a worker does.</summary>
/// <param name="broadcasts">The broadcasts.</param>
/// <param name="time">The test's time.</param>
/// <param name="takeTurnAsync">Takes a message's turn; how long to wait where it is not free, zero where it is.</param>
internal sealed class TestPump(TestBroadcasts broadcasts, TimeProvider time, Func<StoredPlan, Task<TimeSpan>> takeTurnAsync)
{
    // When there is more to put; null for nothing that is known.
    private DateTimeOffset? _next;

    /// <summary>When there is more to put, or the other time if that is sooner.</summary>
    public DateTimeOffset? NextOr(DateTimeOffset? other) => _next < other || other is null ? _next : other;

    /// <summary>Puts what may be sent now there.</summary>
    /// <returns>Whether there was anything.</returns>
    public async Task<bool> PumpAsync()
    {
        var any = false;
        _next = null;
        foreach (var (broadcast, plan) in (await broadcasts.SendingAsync(default).ConfigureAwait(false))
            .Select(its => (Broadcast: its, Plan: StoredPlan.Read(its.Plan))).OrderByDescending(its => its.Plan.Priority))
        {
            var now = time.GetUtcNow();
            var turn = BroadcastTurn.Of(broadcast, plan, now, LanesAhead.Most);
            if (turn is { To: { } state, Reason: { } reason })
            {
                await broadcasts.EndPartAsync(broadcast.Id, state, reason, now, default).ConfigureAwait(false);
            }
            else if (turn.Put > 0)
            {
                any |= await PutAsync(broadcast, plan, turn.Put, now).ConfigureAwait(false);
            }
            else if (broadcast.Cursor < broadcast.Total)
            {
                LookAt(plan.NotBefore > now ? plan.NotBefore : plan.Hours?.Next(now));
            }
        }

        return any;
    }

    private async Task<bool> PutAsync(StoredBroadcast broadcast, StoredPlan plan, long most, DateTimeOffset now)
    {
        var count = 0;
        for (; count < most; count++)
        {
            if (await takeTurnAsync(plan).ConfigureAwait(false) is { Ticks: > 0 } wait)
            {
                LookAt(now + wait);
                break;
            }
        }

        if (count > 0)
        {
            var bytes = await broadcasts.ReadAsync(broadcast.Id, broadcast.Cursor / BroadcastPages.Size, default).ConfigureAwait(false);
            var entries = BroadcastEntry.WriteAll(
                broadcast, plan, new MessageTemplate(plan), RecipientPage.Read(bytes!.Value), count, now);
            await broadcasts.PutAsync(broadcast, entries, now, default).ConfigureAwait(false);
        }

        return count > 0;
    }

    private void LookAt(DateTimeOffset? at) => _next = at < _next || _next is null ? at : _next;
}
