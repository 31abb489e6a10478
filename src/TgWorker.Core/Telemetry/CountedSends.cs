using TgWorker.Core.History;
using TgWorker.Core.Queues;
using TgWorker.Core.Sending;

namespace TgWorker.Core.Telemetry;

/// <summary>The limits of what bots send, with what goes and what Telegram refuses counted for the history.</summary>
internal sealed class CountedSends(ISendLimits inner, TrafficRecorder traffic) : ISendLimits
{
    public async Task<SendTurn> TakeAsync(SendWish wish, CancellationToken cancellationToken)
    {
        var turn = await inner.TakeAsync(wish, cancellationToken).ConfigureAwait(false);
        if (turn.IsTaken)
        {
            traffic.Count(Of(wish, Sent(wish.Class)), Math.Max(1, wish.Messages));
        }

        return turn;
    }

    public Task<bool> NoteRefusedAsync(SendRefusal refusal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        traffic.Count(Of(refusal.Wish, "refused"));
        return inner.NoteRefusedAsync(refusal, cancellationToken);
    }

    void ISendLimits.NoteParked(SendWish wish) => traffic.Count(Of(wish, "parked"));

    Task<SendLook> ISendLimits.LookAsync(IReadOnlyList<string> bots, int most, CancellationToken cancellationToken) =>
        inner.LookAsync(bots, most, cancellationToken);

    private static TrafficSeries Of(SendWish wish, string what) => new(TrafficSeries.Out, wish.Bot, what);

    private static string Sent(SendClass kind) => kind switch
    {
        SendClass.Answer => "sent/answer",
        SendClass.Notify => "sent/notify",
        _ => "sent/broadcast",
    };
}
