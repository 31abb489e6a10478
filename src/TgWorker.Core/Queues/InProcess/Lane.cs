using TgWorker.Core.Jobs;

namespace TgWorker.Core.Queues.InProcess;

/// <summary>The unfinished jobs of one ordering key. The head stays until its outcome is final.</summary>
internal sealed class Lane
{
    private LaneJob? _tail;

    public Lane(string key)
    {
        Key = key;
        Place = new LinkedListNode<Lane>(this);
    }

    public string Key { get; }

    public LaneJob? Head { get; private set; }

    public int Count { get; private set; }

    /// <summary>The worker that runs the head now.</summary>
    public InProcessSession? Holder { get; set; }

    /// <summary>The number of the lane's latest delivery.</summary>
    public long Fence { get; set; }

    /// <summary>The failed job for which the lane waits for an operator.</summary>
    public string? StoppedFor { get; set; }

    /// <summary>The lane's place among the ready ones, made once.</summary>
    public LinkedListNode<Lane> Place { get; }

    public void Append(Job job) => Insert(new LaneJob(job), behind: _tail);

    /// <summary>Puts a job before all those that have not started.</summary>
    public void Prepend(Job job) => Insert(new LaneJob(job), behind: Head is { Started: true } ? Head : null);

    public void RemoveHead()
    {
        Head = Head!.Next;
        _tail = Head is null ? null : _tail;
        Count--;
    }

    private void Insert(LaneJob job, LaneJob? behind)
    {
        if (behind is null)
        {
            job.Next = Head;
            Head = job;
        }
        else
        {
            job.Next = behind.Next;
            behind.Next = job;
        }

        _tail = job.Next is null ? job : _tail;
        Count++;
    }
}
