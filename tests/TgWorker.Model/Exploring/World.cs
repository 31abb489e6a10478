using TgWorker.Model.Specification;

namespace TgWorker.Model.Exploring;

/// <summary>The queue, the processes, and the calls under way between them.</summary>
internal sealed class World
{
    public World(Bounds bounds)
    {
        Queue = new QueueState(bounds.Lanes, bounds.Names) { Clock = 1_000_000 };
        Processes = [.. Enumerable.Range(0, bounds.Processes).Select(_ => new Process(bounds.Lanes))];
        Pushed = new int[bounds.Lanes];
        LastFence = new long[bounds.Lanes];
    }

    private World(World other)
    {
        Queue = other.Queue.Clone();
        Processes = Array.ConvertAll(other.Processes, static process => process.Clone());
        Late = [.. other.Late];
        Pushed = [.. other.Pushed];
        LastFence = [.. other.LastFence];
        Retried = other.Retried;
    }

    public QueueState Queue { get; }

    public Process[] Processes { get; }

    /// <summary>Calls whose senders gave up waiting for them; each may still arrive, or never.</summary>
    public List<Step> Late { get; } = [];

    /// <summary>Per lane: how many updates were pushed.</summary>
    public int[] Pushed { get; }

    /// <summary>Per lane: the largest token it was ever granted under.</summary>
    public long[] LastFence { get; }

    /// <summary>The jobs that failed and were retried, one bit each: their place in the order is the operator's choice.</summary>
    public int Retried { get; set; }

    public World Clone() => new(this);
}
