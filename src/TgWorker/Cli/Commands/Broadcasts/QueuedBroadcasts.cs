using TgWorker.Bots;
using TgWorker.Bots.Broadcasts;
using TgWorker.Core.Queues;

namespace TgWorker.Cli.Commands.Broadcasts;

/// <summary>The broadcasts of queues that are open.</summary>
internal static class QueuedBroadcasts
{
    /// <summary>Those of each queue, with its name.</summary>
    public static IEnumerable<(string Queue, IBroadcasts Broadcasts)> Of(
        IReadOnlyList<IUpdateQueue> queues, TimeProvider time, Action<long>? loaded = null) =>
        from queue in queues
        where queue.Broadcasts is not null
        select (queue.Name, (IBroadcasts)new BotBroadcasts(_ => new(queue.Broadcasts!), time, loaded: loaded));

    /// <summary>Finds one on whichever queue.</summary>
    public static async Task<(IBroadcasts Broadcasts, Broadcast Broadcast)?> FindAsync(
        IReadOnlyList<IUpdateQueue> queues, string id, CommandContext context, CancellationToken cancel)
    {
        foreach (var (_, broadcasts) in Of(queues, context.Time))
        {
            if (await broadcasts.FindAsync(id, cancel) is { } found)
            {
                return (broadcasts, found);
            }
        }

        await context.Error.WriteLineAsync(
            $"tgworker: there is no broadcast '{TerminalText.Escape(id)}': see 'tgworker broadcast list'.");
        return null;
    }
}
