using TgWorker.Core.Sending;

namespace TgWorker.Core.Queues;

/// <summary>
/// The limits of what bots send. All workers on a queue share them. They are kept with the queue, by the queue's own clock, and outlive
/// every process.
/// </summary>
public interface ISendLimits
{
    /// <summary>Takes a turn of chat, group and bot in one step, or of none of them.</summary>
    /// <param name="wish">What is to be sent.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <returns>Whether it may be sent, and the exact wait.</returns>
    /// <exception cref="QueueUnavailableException">The queue cannot be asked now, or its answer was lost.</exception>
    Task<SendTurn> TakeAsync(SendWish wish, CancellationToken cancellationToken);

    /// <summary>
    /// Records that Telegram refused a call (429). The chat pauses. If the limit seems to be the bot's, everything but answers pauses too,
    /// and then continues at half the rate; each minute without another 429 adds one message per second. Of two pauses, the one that ends
    /// later counts.
    /// </summary>
    /// <returns>Whether everything but answers pauses.</returns>
    /// <exception cref="QueueUnavailableException">The queue cannot be asked now, or its answer was lost.</exception>
    Task<bool> NoteRefusedAsync(SendRefusal refusal, CancellationToken cancellationToken);

    /// <summary>
    /// Records that a call was not made because its turn was too far away: its update waits and takes no slot. Only for statistics; does
    /// nothing by default.
    /// </summary>
    internal void NoteParked(SendWish wish)
    {
    }

    /// <summary>What holds up sending now; nothing by default.</summary>
    /// <param name="bots">The bots, by the ids in their tokens.</param>
    /// <param name="most">The largest number of chats to return.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <exception cref="QueueUnavailableException">The queue cannot be asked now.</exception>
    internal Task<SendLook> LookAsync(IReadOnlyList<string> bots, int most, CancellationToken cancellationToken) =>
        Task.FromResult(SendLook.Nothing);
}
