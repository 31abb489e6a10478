using TgWorker.Core.Queues;

namespace TgWorker.Redis.Leasing;

/// <summary>The lanes this worker knows it holds, each with the token of its delivery.</summary>
internal sealed class HeldLanes
{
    /// <summary>How many workers must have died of a job before it is a suspect.</summary>
    public const int SuspectAfter = 2;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _fences = [];
    private readonly HashSet<string> _suspects = [];

    /// <summary>Whether a suspect is held. A worker runs one at a time, so that the innocent are not killed along with it.</summary>
    public bool HasSuspect
    {
        get
        {
            lock (_lock)
            {
                return _suspects.Count > 0;
            }
        }
    }

    public void Add(IReadOnlyList<Delivery> granted)
    {
        lock (_lock)
        {
            for (var i = 0; i < granted.Count; i++)
            {
                _fences[granted[i].Lane] = granted[i].Fence;
                if (granted[i].Lapses >= SuspectAfter)
                {
                    _suspects.Add(granted[i].Lane);
                }
            }
        }
    }

    /// <summary>Takes note of a delivery's end and of the one that follows it in its lane.</summary>
    public void Settle(Delivery delivery, Delivery? next)
    {
        lock (_lock)
        {
            _suspects.Remove(delivery.Lane);
            if (next is not null)
            {
                _fences[next.Lane] = next.Fence;
            }
            else if (_fences.TryGetValue(delivery.Lane, out var fence) && fence == delivery.Fence)
            {
                _fences.Remove(delivery.Lane);
            }
        }
    }

    public KeyValuePair<string, long>[] Snapshot()
    {
        lock (_lock)
        {
            return [.. _fences];
        }
    }
}
