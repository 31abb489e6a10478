using TgWorker.Core.Queues;
using TgWorker.Core.Sending;
using TgWorker.Sqlite.Stores;

namespace TgWorker.Sqlite.Sending;

/// <summary>The limits of what bots send, kept in the queue's file and timed by its clock.</summary>
internal sealed class SqliteSendLimits(IQueueStore store) : ISendLimits
{
    public Task<SendTurn> TakeAsync(SendWish wish, CancellationToken cancellationToken) =>
        store.WriteAsync(steps => steps.Sending.Take(steps.Transaction, wish), cancellationToken);

    public Task<bool> NoteRefusedAsync(SendRefusal refusal, CancellationToken cancellationToken) =>
        store.WriteAsync(steps => steps.Sending.NoteRefused(steps.Transaction, refusal), cancellationToken);
}
