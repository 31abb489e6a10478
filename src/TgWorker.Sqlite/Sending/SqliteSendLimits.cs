using TgWorker.Core.Queues;
using TgWorker.Core.Sending;
using TgWorker.Core.Text;
using TgWorker.Sqlite.Stores;

namespace TgWorker.Sqlite.Sending;

/// <summary>The limits of what bots send, kept in the queue's file and timed by its clock.</summary>
internal sealed class SqliteSendLimits(IQueueStore store) : ISendLimits
{
    private const long LooksAt = 1_000;

    public Task<SendTurn> TakeAsync(SendWish wish, CancellationToken cancellationToken) =>
        store.WriteAsync(steps => steps.Sending.Take(steps.Transaction, wish), cancellationToken);

    public Task<bool> NoteRefusedAsync(SendRefusal refusal, CancellationToken cancellationToken) =>
        store.WriteAsync(steps => steps.Sending.NoteRefused(steps.Transaction, refusal), cancellationToken);

    Task<SendLook> ISendLimits.LookAsync(IReadOnlyList<string> bots, int most, CancellationToken cancellationToken)
    {
        var now = store.Clock.Now;
        return Task.FromResult(store.Read(reads => new SendLook(
            [.. bots.Select(bot => BotPause.Of(bot, BotSends.Parse(reads["look.outgoing"].Bind(1, bot).ReadText()), now))],
            Chats(reads, most, now))));
    }

    // What is known longest comes first: of a chat that is its pause, where it has one.
    private static List<ChatPause> Chats(QueueReads reads, int most, long now)
    {
        var chats = new List<ChatPause>();
        for (var look = reads["look.outgoing_last"].Bind(1, now).Bind(2, LooksAt); look.Read();)
        {
            if (chats.Count < most && look.Text(0).Split(' ') is [var bot, var chat]
                && ChatSends.Parse(look.Text(1)).Pause is var pause && pause > now)
            {
                chats.Add(new ChatPause(bot, chat, KeptTime.SpanOfMicroseconds((double)pause - now)));
            }
        }

        return [.. chats.OrderByDescending(chat => chat.Left)];
    }
}
