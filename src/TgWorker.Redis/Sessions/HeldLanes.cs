using TgWorker.Queues;

namespace TgWorker.Redis;

/// <summary>The lanes this worker knows it holds, each with the token of its delivery.</summary>
internal sealed class HeldLanes
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _fences = [];

    public void Add(IReadOnlyList<Delivery> granted)
    {
        lock (_lock)
        {
            for (var i = 0; i < granted.Count; i++)
            {
                _fences[granted[i].Lane] = granted[i].Fence;
            }
        }
    }

    /// <summary>Takes note of a delivery's end and of the one that follows it in its lane.</summary>
    public void Settle(Delivery delivery, Delivery? next)
    {
        lock (_lock)
        {
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
