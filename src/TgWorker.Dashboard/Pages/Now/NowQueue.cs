using TgWorker.Core.Queues;
using TgWorker.Dashboard.Sampling;

namespace TgWorker.Dashboard.Pages.Now;

/// <summary>One queue at this moment.</summary>
internal sealed record NowQueue
{
    // Counts of a second jump; of ten they can be read.
    private const int Averaged = 10;

    public required string Queue { get; init; }

    public required bool IsPaused { get; init; }

    /// <summary>Updates that come in per second, of late; null while nobody has looked long enough.</summary>
    public required double? ArrivedPerSecond { get; init; }

    /// <summary>Updates that are done with per second, as the workers say.</summary>
    public required double FinishedPerSecond { get; init; }

    public required TimeSpan? OldestWait { get; init; }

    /// <summary>Entries on the list, not sorted yet.</summary>
    public required long Pending { get; init; }

    public required long Delayed { get; init; }

    /// <summary>Unfinished updates in chats.</summary>
    public required long InChats { get; init; }

    public required long Chats { get; init; }

    public required long Busy { get; init; }

    public required long Ready { get; init; }

    /// <summary>Chats whose update waits for its next try.</summary>
    public required long AwaitingRetry { get; init; }

    /// <summary>Bots that an operator has paused.</summary>
    public required IReadOnlyList<PausedBot> PausedBots { get; init; }

    public required long Stopped { get; init; }

    public required long Failed { get; init; }

    public required long FailedLastHour { get; init; }

    public required int Workers { get; init; }

    public required int Running { get; init; }

    public required int Slots { get; init; }

    /// <summary>The chats with the most updates.</summary>
    public required IReadOnlyList<LaneStatus> Hottest { get; init; }

    /// <summary>What came in and was done with, per second, since somebody looks.</summary>
    public required IReadOnlyList<FlowPoint> Flow { get; init; }

    public static NowQueue Of(QueueStatus status, IReadOnlyList<FlowPoint> flow)
    {
        var alive = status.Workers.Where(worker => worker.LeaseLeft > TimeSpan.Zero).ToList();
        return new NowQueue
        {
            Queue = status.Queue,
            IsPaused = status.Paused,
            ArrivedPerSecond = flow.Count == 0 ? null : flow.TakeLast(Averaged).Average(point => point.Arrived),
            FinishedPerSecond = alive.Sum(worker => worker.Replica?.FinishedPerSecond ?? 0),
            OldestWait = status.OldestWait,
            Pending = status.Pending,
            Delayed = status.Delayed,
            InChats = status.InLanes,
            Chats = status.Lanes,
            Busy = status.Held,
            Ready = status.ReadyNow,
            AwaitingRetry = status.ReadyLater,
            PausedBots = [.. status.PausedBots.Where(static bot => !bot.HasEnded)],
            Stopped = status.Stopped,
            Failed = status.Failed,
            FailedLastHour = status.FailedLastHour,
            Workers = alive.Count,
            Running = alive.Sum(worker => worker.Replica?.Load.Running ?? 0),
            Slots = alive.Sum(worker => worker.Replica?.Load.Slots ?? 0),
            Hottest = status.Hottest,
            Flow = flow,
        };
    }
}
