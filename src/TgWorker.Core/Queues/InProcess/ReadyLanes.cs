namespace TgWorker.Queues.InProcess;

/// <summary>The lanes with a head that nobody runs: those that may run now, in turn, and those that wait for their due time.</summary>
internal sealed class ReadyLanes
{
    private readonly LinkedList<Lane> ready = new();
    private readonly PriorityQueue<Lane, (TimeSpan Due, long Number)> parked = new();
    private long parkings;

    public int Count => ready.Count + parked.Count;

    /// <summary>When the next parked lane falls due; null when none is parked.</summary>
    public TimeSpan? NextDue => parked.TryPeek(out _, out var at) ? at.Due : null;

    public void AddFirst(Lane lane) => ready.AddFirst(lane.Place);

    public void AddLast(Lane lane) => ready.AddLast(lane.Place);

    public void Park(Lane lane, TimeSpan due) => parked.Enqueue(lane, (due, parkings++));

    public bool Any(TimeSpan now) => ready.Count > 0 || NextDue <= now;

    public bool TryTake(TimeSpan now, out Lane lane)
    {
        while (NextDue <= now)
        {
            ready.AddLast(parked.Dequeue().Place);
        }

        lane = ready.First?.Value!;
        if (lane is null)
        {
            return false;
        }

        ready.RemoveFirst();
        return true;
    }
}
