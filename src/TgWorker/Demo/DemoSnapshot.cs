using TgWorker.Core.Queues;

namespace TgWorker.Demo;

/// <summary>The demo at one moment.</summary>
internal sealed record DemoSnapshot
{
    public required TimeSpan Elapsed { get; init; }

    public TimeSpan? For { get; init; }

    public required QueueStatus Queue { get; init; }

    public required long Messages { get; init; }

    public required long Repetitions { get; init; }

    public required long Handled { get; init; }

    public required long Retries { get; init; }

    /// <summary>How often a chat's order was broken.</summary>
    public required long Violations { get; init; }

    public required double PerSecond { get; init; }

    public IReadOnlyList<double> History { get; init; } = [];

    public IReadOnlyList<(DemoChat Chat, IReadOnlyList<ChatResult> Latest)> Chats { get; init; } = [];

    public int ChatCount { get; init; }

    public long Failed => Queue.Failed;

    /// <summary>Entries that have not reached an end.</summary>
    public long Unfinished => Queue.Pending + Queue.InLanes;

    /// <summary>Entries that wait for a worker, for their turn or for their next try.</summary>
    public long Waiting => Math.Max(0, Unfinished - Queue.Held);

    /// <summary>Repetitions that the queue finished without running them; exact when nothing is unfinished.</summary>
    public long Duplicates => Math.Clamp(Messages + Repetitions - Handled - Failed - Unfinished, 0, Repetitions);

    /// <summary>Messages that reached no end although nothing is unfinished.</summary>
    public long Lost => Unfinished > 0 ? 0 : Math.Max(0, Messages - Handled - Failed);

    /// <summary>Whether nothing was lost and no chat's order was broken.</summary>
    public bool KeptItsPromises => Violations == 0 && Lost == 0;
}
