using TgWorker.Bots.Broadcasts;
using TgWorker.Core.Broadcasts;

namespace TgWorker.Testing.Sending;

/// <summary>Puts the messages of the test's broadcasts into the test's outbox, as a worker does, without its rate.</summary>
internal sealed class TestPump(TestBroadcasts broadcasts, TimeProvider time)
{
    /// <summary>Puts what may be sent now there.</summary>
    /// <returns>Whether there was anything.</returns>
    public async Task<bool> PumpAsync()
    {
        var any = false;
        foreach (var broadcast in await broadcasts.SendingAsync(default).ConfigureAwait(false))
        {
            var (plan, now) = (StoredPlan.Read(broadcast.Plan), time.GetUtcNow());
            var turn = BroadcastTurn.Of(broadcast, plan, now, LanesAhead.Most);
            if (turn is { To: { } state, Reason: { } reason })
            {
                await broadcasts.ChangeAsync(broadcast.Id, state, reason, now, default).ConfigureAwait(false);
            }
            else if (turn.Put > 0)
            {
                any = true;
                var bytes = await broadcasts.ReadAsync(broadcast.Id, broadcast.Cursor / BroadcastPages.Size, default).ConfigureAwait(false);
                var (page, template) = (RecipientPage.Read(bytes!.Value), new MessageTemplate(plan));
                var first = (int)(broadcast.Cursor % BroadcastPages.Size);
                var entries = Enumerable.Range(0, (int)turn.Put)
                    .Select(i => BroadcastEntry.Write(broadcast, plan, template, page[first + i], i, now)).ToList();
                await broadcasts.PutAsync(broadcast, entries, now, default).ConfigureAwait(false);
            }
        }

        return any;
    }
}
