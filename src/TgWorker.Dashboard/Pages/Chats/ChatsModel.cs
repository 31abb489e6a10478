using TgWorker.Core.Lanes;
using TgWorker.Core.Queues;

namespace TgWorker.Dashboard.Pages.Chats;

/// <summary>The chats of a queue that somebody may look for: some of each state.</summary>
internal sealed record ChatsModel
{
    public required string Queue { get; init; }

    public required IReadOnlyList<string> Queues { get; init; }

    /// <summary>Whether the whole queue is paused.</summary>
    public required bool QueuePaused { get; init; }

    /// <summary>Chats with unfinished updates.</summary>
    public required long Chats { get; init; }

    public required long StoppedCount { get; init; }

    public required long ReadyCount { get; init; }

    public required long WaitingCount { get; init; }

    public required long BusyCount { get; init; }

    public required IReadOnlyList<ListedLane> Stopped { get; init; }

    public required IReadOnlyList<PausedLane> Paused { get; init; }

    /// <summary>The ones that have been ready for longest.</summary>
    public required IReadOnlyList<ListedLane> Ready { get; init; }

    /// <summary>The ones that are due first.</summary>
    public required IReadOnlyList<ListedLane> Waiting { get; init; }

    public required IReadOnlyList<ListedLane> Busy { get; init; }

    public required IReadOnlyList<LaneStatus> Hottest { get; init; }
}
