using TgWorker.Core.Sending;

namespace TgWorker.Core.Queues;

/// <summary>
/// The limits of what bots send, shared by all workers on a queue and kept with it, by the queue's own clock: they outlive every process.
/// </summary>
public interface ISendLimits
{
    /// <summary>Takes a turn of chat, group and bot in one step, or none of them.</summary>
    /// <param name="wish">What is to be sent.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <returns>Whether it may be sent, and the exact wait.</returns>
    /// <exception cref="QueueUnavailableException">The queue cannot be asked now, or its answer was lost.</exception>
    Task<SendTurn> TakeAsync(SendWish wish, CancellationToken cancellationToken);

    /// <summary>
    /// Notes that Telegram refused a call (429): the chat pauses; and where it looks like the bot's, all but answers pause, and go on at
    /// half the rate, which comes back by one message per second with every minute without another. Of two pauses, the one that ends later
    /// counts.
    /// </summary>
    /// <returns>Whether all but answers pause.</returns>
    /// <exception cref="QueueUnavailableException">The queue cannot be asked now, or its answer was lost.</exception>
    Task<bool> NoteRefusedAsync(SendRefusal refusal, CancellationToken cancellationToken);

    /// <summary>
    /// Notes that a call was not made, as its turn was too far away: its update waits, and takes no slot. Only for those who count; by
    /// default nothing.
    /// </summary>
    internal void NoteParked(SendWish wish)
    {
    }

    /// <summary>What holds sends back now; by default nothing that is known.</summary>
    /// <param name="bots">The bots, by the ids in their tokens.</param>
    /// <param name="most">The most chats.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <exception cref="QueueUnavailableException">The queue cannot be asked now.</exception>
    internal Task<SendLook> LookAsync(IReadOnlyList<string> bots, int most, CancellationToken cancellationToken) =>
        Task.FromResult(SendLook.Nothing);
}
