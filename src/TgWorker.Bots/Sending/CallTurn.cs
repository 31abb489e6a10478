using TgWorker.Bots.Clients;
using TgWorker.Core.Queues;
using TgWorker.Core.Sending;

namespace TgWorker.Bots.Sending;

/// <summary>The turn of one call of a handler, by the limits that all workers share.</summary>
/// <param name="limits">The limits.</param>
/// <param name="wish">What is to be sent, with the limits that it waits for.</param>
/// <param name="whole">The same with all that it counts against, for a refusal.</param>
internal sealed class CallTurn(ISendLimits limits, SendWish wish, SendWish whole) : ICallTurn
{
    // Those that may not wait at all still get a time of their own to come back.
    private static readonly TimeSpan Least = TimeSpan.FromMicroseconds(1);

    // Of the bot's turns, so many are waited for in handlers' slots at once, of all workers: answers are to find a slot.
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(1);

    // After a wait for the bot's turn, which is taken: Telegram may have asked for a pause meanwhile.
    private readonly SendWish _pause = new(wish.Bot, wish.Chat, wish.Class);

    public async Task<TimeSpan?> TakeAsync(CallPatience patience, CancellationToken cancellationToken)
    {
        try
        {
            for (var next = wish; ;)
            {
                var ahead = TimeSpan.FromTicks(Math.Clamp(patience.Left.Ticks, Least.Ticks, Most.Ticks));
                var turn = await limits.TakeAsync(next with { Ahead = ahead }, cancellationToken).ConfigureAwait(false);
                if (turn is { IsTaken: true, Wait.Ticks: 0 })
                {
                    return null;
                }

                if (!await patience.WaitAsync(turn.Wait, cancellationToken).ConfigureAwait(false))
                {
                    return turn.Wait;
                }

                next = turn.IsTaken ? _pause : next;
            }
        }
        catch (QueueUnavailableException)
        {
            // No answer is to wait for a queue: what Telegram thinks of the call, it says.
            return null;
        }
    }

    public async Task NoteRefusedAsync(TimeSpan retryAfter, CancellationToken cancellationToken)
    {
        OutgoingMetrics.Refused(whole.Class);
        try
        {
            await limits.NoteRefusedAsync(new SendRefusal(whole, retryAfter), cancellationToken).ConfigureAwait(false);
        }
        catch (QueueUnavailableException)
        {
            // The update waits all the same.
        }
    }
}
