using TgWorker.Bots.Outbox;
using TgWorker.Core.Broadcasts;

namespace TgWorker.Bots.Broadcasts;

/// <summary>The entries that a broadcast's messages become, one for each recipient.</summary>
internal static class BroadcastEntry
{
    /// <summary>Writes those that come next.</summary>
    /// <param name="broadcast">The broadcast; its cursor tells who is next.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="template">What is sent.</param>
    /// <param name="page">The page of recipients that the cursor is in.</param>
    /// <param name="count">How many; the page has as many left.</param>
    /// <param name="now">When.</param>
    public static List<byte[]> WriteAll(
        StoredBroadcast broadcast, StoredPlan plan, MessageTemplate template, IReadOnlyList<BroadcastRecipient> page, int count,
        DateTimeOffset now)
    {
        var first = (int)(broadcast.Cursor % BroadcastPages.Size);
        return [.. Enumerable.Range(0, count).Select(i => Write(broadcast, plan, template, page[first + i], i, now))];
    }

    private static byte[] Write(
        StoredBroadcast broadcast, StoredPlan plan, MessageTemplate template, BroadcastRecipient recipient, int number, DateTimeOffset now)
    {
        var message = new OutgoingMessage(recipient.Chat, new OutgoingCall(plan.Method, template.For(recipient)))
        {
            Broadcast = broadcast.Id, Number = broadcast.Cursor + number, NotAfter = plan.Until,
        };
        return OutgoingEntry.Write(plan.Bot, message, now);
    }
}
