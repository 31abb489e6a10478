using TgWorker.Model.Specification;

namespace TgWorker.Model.Exploring;

/// <summary>The queue, the processes, and the calls under way between them.</summary>
internal sealed class World
{
    /// <summary>Redis's clock when a walk begins, in µs.</summary>
    public const long Start = 1_000_000;

    public World(Bounds bounds)
    {
        Queue = new QueueState(bounds.Lanes, bounds.Names) { Clock = Start };
        Processes = [.. Enumerable.Range(0, bounds.Processes).Select(_ => new Process(bounds.Lanes))];
        Pushed = new int[bounds.Lanes];
        LastFence = new long[bounds.Lanes];
    }

    public World(QueueState queue, Process[] processes, IEnumerable<Step> late, int[] pushed, long[] lastFence)
    {
        (Queue, Processes, Pushed, LastFence) = (queue, processes, pushed, lastFence);
        Late = [.. late];
    }

    private World(World other)
    {
        Queue = other.Queue.Clone();
        Processes = Array.ConvertAll(other.Processes, static process => process.Clone());
        Late = [.. other.Late];
        Pushed = [.. other.Pushed];
        LastFence = [.. other.LastFence];
        (Retried, Done) = (other.Retried, other.Done);
    }

    public QueueState Queue { get; }

    public Process[] Processes { get; }

    /// <summary>Calls whose senders gave up waiting for them; each may still arrive, or never.</summary>
    public List<Step> Late { get; } = [];

    /// <summary>Updates that were pushed and are done with, and of which nothing is remembered but that.</summary>
    public int Done { get; init; }

    /// <summary>Per lane: how many updates were pushed, without those that are <see cref="Done"/>.</summary>
    public int[] Pushed { get; }

    /// <summary>Per lane: the largest token it was ever granted under, or one as good.</summary>
    public long[] LastFence { get; }

    /// <summary>The jobs that failed and were retried, one bit each: their place in the order is the operator's choice.</summary>
    public int Retried { get; set; }

    public World Clone() => new(this);
}
