using System.Collections.Concurrent;

namespace TgWorker.Proof.Endpoint;

/// <summary>What the endpoint does with which update.</summary>
/// <param name="otherwise">What it does with all that nothing else is said about.</param>
public sealed class Script(Behaviour otherwise)
{
    private readonly ConcurrentDictionary<long, ConcurrentQueue<Behaviour>> _first = new();
    private readonly ConcurrentDictionary<long, Behaviour> _always = new();
    private readonly ConcurrentDictionary<string, Behaviour> _lanes = new();

    /// <summary>What it does with all that nothing else is said about.</summary>
    public Behaviour Otherwise { get; set; } = otherwise;

    /// <summary>What it does with the first runs of an update, one after the other.</summary>
    public void First(long updateId, params Behaviour[] behaviours) => _first[updateId] = new ConcurrentQueue<Behaviour>(behaviours);

    /// <summary>What it does with every run of an update.</summary>
    public void Always(long updateId, Behaviour behaviour) => _always[updateId] = behaviour;

    /// <summary>What it does with every run of a lane.</summary>
    public void Lane(string lane, Behaviour behaviour) => _lanes[lane] = behaviour;

    internal Behaviour Next(string lane, long updateId)
        => _first.TryGetValue(updateId, out var queue) && queue.TryDequeue(out var next) ? next
            : _always.TryGetValue(updateId, out var behaviour) || _lanes.TryGetValue(lane, out behaviour) ? behaviour
            : Otherwise;
}
