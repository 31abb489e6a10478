namespace TgWorker.Core.Queues.InProcess;

/// <summary>The lanes with a head that nobody runs: those that may run now, in turn, and those that wait for their due time.</summary>
internal sealed class ReadyLanes
{
    private readonly LinkedList<Lane> _ready = new();
    private readonly PriorityQueue<Lane, (TimeSpan Due, long Number)> _parked = new();
    private long _parkings;

    public int Count => _ready.Count + _parked.Count;

    /// <summary>Those that are known to wait for a worker alone.</summary>
    public int CountNow => _ready.Count;

    /// <summary>When the next parked lane falls due; null when none is parked.</summary>
    public TimeSpan? NextDue => _parked.TryPeek(out _, out var at) ? at.Due : null;

    public void AddFirst(Lane lane) => _ready.AddFirst(lane.Place);

    public void AddLast(Lane lane) => _ready.AddLast(lane.Place);

    public void Park(Lane lane, TimeSpan due) => _parked.Enqueue(lane, (due, _parkings++));

    public bool Any(TimeSpan now) => _ready.Count > 0 || NextDue <= now;

    public bool TryTake(TimeSpan now, out Lane lane)
    {
        while (NextDue <= now)
        {
            _ready.AddLast(_parked.Dequeue().Place);
        }

        lane = _ready.First?.Value!;
        if (lane is null)
        {
            return false;
        }

        _ready.RemoveFirst();
        return true;
    }
}
