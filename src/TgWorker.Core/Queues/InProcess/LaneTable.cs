using TgWorker.Core.Jobs;

namespace TgWorker.Core.Queues.InProcess;

/// <summary>
/// All lanes with unfinished jobs and every move a lane can make. A lane is in one state at a time: held by a worker,
/// ready, parked, or stopped for an operator. Guarded by the store's lock.
/// </summary>
internal sealed class LaneTable(IJobReader reader)
{
    private readonly Dictionary<string, Lane> _lanes = new(StringComparer.Ordinal);
    // One count for all lanes: it need not be remembered for a lane that is empty.
    private long _fences;

    public ReadyLanes Ready { get; } = new();

    public int Count { get; private set; }

    public int Jobs { get; private set; }

    public int Held { get; private set; }

    public int Stopped { get; private set; }

    /// <summary>Whether a lane waits for an operator to deal with this failed job.</summary>
    public bool IsStoppedFor(string key, string failedId) => _lanes.TryGetValue(key, out var lane) && lane.StoppedFor == failedId;

    /// <summary>When the job was pushed that has waited longest in a lane, as far as they say.</summary>
    public DateTimeOffset? OldestWaiting => _lanes.Values.Select(static lane => (lane.Holder is null ? lane.Head : lane.Head?.Next)?.Job.PushedAt).Min();

    /// <summary>Appends a job to its lane.</summary>
    /// <returns>The lane when it was empty: it has no state yet and must be granted.</returns>
    public Lane? Append(Job job)
    {
        var lane = FindOrAdd(job.Lane, out var isNew);
        lane.Append(job);
        CountJob(lane);
        return isNew ? lane : null;
    }

    /// <summary>Puts a failed job back into its lane, which goes on if it was stopped for it.</summary>
    public void Return(Job job, string key, string failedFrom, string failedId, bool atTail)
    {
        var lane = FindOrAdd(key, out var isNew);
        if (atTail)
        {
            lane.Append(job);
        }
        else
        {
            lane.Prepend(job);
        }

        CountJob(lane);
        if (isNew)
        {
            Ready.AddFirst(lane);
        }

        Resume(failedFrom, failedId);
    }

    /// <summary>Gives the head of a lane that nobody holds to a worker.</summary>
    public Delivery Grant(Lane lane, InProcessSession session)
    {
        lane.Holder = session;
        session.Held.Add(lane);
        Held++;
        return Deliver(lane);
    }

    /// <summary>The lane of a delivery that is still the session's own; null when it has moved on.</summary>
    public Lane? FindHeld(Delivery delivery, InProcessSession session)
        => _lanes.TryGetValue(delivery.Lane, out var lane) && lane.Holder == session && lane.Fence == delivery.Fence ? lane : null;

    /// <summary>Whether a lane was delivered to nobody after this.</summary>
    public bool IsLatest(Delivery delivery)
        => _lanes.TryGetValue(delivery.Lane, out var lane) && lane.Holder is not null && lane.Fence == delivery.Fence;

    /// <summary>The jobs behind a delivery's; none when the lane was delivered to another since.</summary>
    public IEnumerable<Job> Behind(Delivery delivery)
    {
        for (var at = IsLatest(delivery) ? _lanes[delivery.Lane].Head!.Next : null; at is not null; at = at.Next)
        {
            yield return at.Job;
        }
    }

    /// <summary>Takes the finished head off a held lane.</summary>
    public Delivery? Advance(Lane lane, bool takeNext)
    {
        RemoveHead(lane);
        if (lane.Head is not null && takeNext)
        {
            return Deliver(lane);
        }

        LetGo(lane);
        if (lane.Head is null)
        {
            _lanes.Remove(lane.Key);
        }
        else
        {
            Ready.AddLast(lane);
        }

        return null;
    }

    /// <summary>Takes the failed head off a held lane, which then waits for an operator.</summary>
    public void Stop(Lane lane, string failedId)
    {
        RemoveHead(lane);
        LetGo(lane);
        lane.StoppedFor = failedId;
        Stopped++;
    }

    /// <summary>Lets a lane go on that was stopped for this failed job.</summary>
    public void Resume(string key, string failedId)
    {
        if (!_lanes.TryGetValue(key, out var lane) || lane.StoppedFor != failedId)
        {
            return;
        }

        lane.StoppedFor = null;
        Stopped--;
        if (lane.Head is null)
        {
            _lanes.Remove(key);
        }
        else
        {
            Ready.AddFirst(lane);
        }
    }

    /// <summary>Puts a held lane, its head still on it, before all ready lanes.</summary>
    public void PutBack(Lane lane)
    {
        LetGo(lane);
        Ready.AddFirst(lane);
    }

    /// <summary>Lets a held lane, its head still on it, wait until it is due.</summary>
    public void Park(Lane lane, TimeSpan due)
    {
        LetGo(lane);
        Ready.Park(lane, due);
    }

    private Lane FindOrAdd(string key, out bool isNew)
    {
        isNew = !_lanes.TryGetValue(key, out var lane);
        if (isNew)
        {
            _lanes.Add(key, lane = new Lane(key));
        }

        return lane!;
    }

    private Delivery Deliver(Lane lane)
    {
        var head = lane.Head!;
        head.Started = true;
        lane.Fence = ++_fences;
        var job = head.Job.Problem is null ? head.Job : UnreadableLane.Deliver(reader.Read(head.Job.Payload), lane.Key);
        return new Delivery(job, lane.Key, lane.Fence, head.Lapses, head.Failures);
    }

    private void CountJob(Lane lane)
    {
        Jobs++;
        Count += lane.Count == 1 ? 1 : 0;
    }

    private void RemoveHead(Lane lane)
    {
        lane.RemoveHead();
        Jobs--;
        Count -= lane.Count == 0 ? 1 : 0;
    }

    private void LetGo(Lane lane)
    {
        lane.Holder!.Held.Remove(lane);
        lane.Holder = null;
        Held--;
    }
}
