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
    private readonly HashSet<string> _settling = [];
    private long _highest;

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

    /// <summary>The greatest token this worker was given.</summary>
    public long HighestFence
    {
        get
        {
            lock (_lock)
            {
                return _highest;
            }
        }
    }

    /// <summary>Takes note of a token that this process was given before.</summary>
    public void NoteFence(long fence)
    {
        lock (_lock)
        {
            _highest = Math.Max(_highest, fence);
        }
    }

    public void Add(IReadOnlyList<Delivery> granted)
    {
        lock (_lock)
        {
            for (var i = 0; i < granted.Count; i++)
            {
                Hold(granted[i]);
                if (granted[i].Lapses >= SuspectAfter)
                {
                    _suspects.Add(granted[i].Lane);
                }
            }
        }
    }

    /// <summary>Takes note that handlers have ended: what Redis is told of it may get there although no answer comes back.</summary>
    public void Settling(IReadOnlyList<Delivery> deliveries)
    {
        lock (_lock)
        {
            for (var i = 0; i < deliveries.Count; i++)
            {
                _settling.Add(deliveries[i].Lane);
            }
        }
    }

    /// <summary>Takes note of a delivery's end and of the one that follows it in its lane.</summary>
    public void Settle(Delivery delivery, Delivery? next)
    {
        lock (_lock)
        {
            _suspects.Remove(delivery.Lane);
            _settling.Remove(delivery.Lane);
            if (next is not null)
            {
                Hold(next);
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

    /// <summary>Those whose handler has not ended.</summary>
    public KeyValuePair<string, long>[] Running()
    {
        lock (_lock)
        {
            return [.. _fences.Where(lane => !_settling.Contains(lane.Key))];
        }
    }

    private void Hold(Delivery delivery)
    {
        _fences[delivery.Lane] = delivery.Fence;
        _highest = Math.Max(_highest, delivery.Fence);
    }
}
