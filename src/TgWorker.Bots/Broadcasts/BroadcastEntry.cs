using TgWorker.Bots.Outbox;
using TgWorker.Core.Broadcasts;

namespace TgWorker.Bots.Broadcasts;

/// <summary>The entry that a broadcast's message to one recipient becomes.</summary>
internal static class BroadcastEntry
{
    /// <summary>Writes it.</summary>
    /// <param name="broadcast">The broadcast.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="template">What is sent.</param>
    /// <param name="recipient">To whom.</param>
    /// <param name="number">The recipient's number behind the cursor.</param>
    /// <param name="now">When.</param>
    public static byte[] Write(
        StoredBroadcast broadcast, StoredPlan plan, MessageTemplate template, BroadcastRecipient recipient, int number, DateTimeOffset now)
    {
        var message = new OutgoingMessage(recipient.Chat, new OutgoingCall(plan.Method, template.For(recipient)))
        {
            Broadcast = broadcast.Id, Number = broadcast.Cursor + number, NotAfter = plan.Until,
        };
        return OutgoingEntry.Write(plan.Bot, message, now);
    }
}
