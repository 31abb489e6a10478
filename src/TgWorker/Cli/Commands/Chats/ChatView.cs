using TgWorker.Core.Lanes;
using TgWorker.Core.Queues;

namespace TgWorker.Cli.Commands.Chats;

/// <summary>One chat of one queue, as <c>chat show</c> shows it.</summary>
/// <param name="Queue">The queue's name.</param>
/// <param name="Look">What was seen.</param>
/// <param name="Jobs">Some of its updates, in order.</param>
internal sealed record ChatView(string Queue, LaneLook Look, IReadOnlyList<LaneJob> Jobs)
{
    /// <summary>The chat in those of the queues that know it.</summary>
    public static async Task<IReadOnlyList<ChatView>> FindAsync(
        IReadOnlyList<IUpdateQueue> queues, string lane, long from, int most, CancellationToken cancellationToken)
    {
        var views = new List<ChatView>();
        foreach (var queue in queues)
        {
            if (await queue.Lanes.LookAsync(lane, cancellationToken) is { } look)
            {
                views.Add(new ChatView(queue.Name, look, await queue.Lanes.ReadAsync(lane, from, most, cancellationToken)));
            }
        }

        return views;
    }
}
