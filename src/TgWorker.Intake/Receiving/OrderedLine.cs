using System.Collections.Concurrent;
using TgWorker.Core.Queues;
using TgWorker.Intake.Accepting;

namespace TgWorker.Intake.Receiving;

/// <summary>
/// Pushes updates, each bot's in the order of their ids as far as waiting a little can restore it: an update waits while the one before it
/// is missing, at most for the window. Gaps are normal: updates expire, or went to another receiver.
/// </summary>
internal sealed class OrderedLine(EntryLine line, TimeSpan window, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, BotOrder> _bots = new(StringComparer.Ordinal);

    /// <summary>Whether ids are of use.</summary>
    public bool NeedsIds => window > TimeSpan.Zero;

    /// <summary>Pushes an update.</summary>
    /// <returns>Ends when the queue has confirmed it.</returns>
    /// <exception cref="QueueUnavailableException">The queue did not take it, or its answer was lost.</exception>
    public Task PushAsync(string bot, long? updateId, NewEntry entry) => updateId is { } id && NeedsIds
        ? _bots.GetOrAdd(bot, static (_, self) => new BotOrder(self.line, self.window, self.time), (line, window, time))
            .PushAsync(id, entry)
        : line.PushAsync(entry);
}
