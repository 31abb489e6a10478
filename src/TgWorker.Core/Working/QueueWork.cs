using TgWorker.Core.Queues;

namespace TgWorker.Core.Working;

/// <summary>
/// What the sessions on one queue of a running worker have in common, one after the other: its slots, its figures, the operator's wishes.
/// </summary>
internal sealed class QueueWork(
    int index, WorkerOptions options, SlotGate gate, PauseBoard pauses, Availability availability, WorkerStop stop, TimeProvider time)
{
    // A lane that others wait for gives its slot up after this long.
    private static readonly TimeSpan LongestLaneTime = TimeSpan.FromMilliseconds(50);

    private long _finished;
    private long _failed;

    /// <summary>The queue's place among those of the worker.</summary>
    public int Index => index;

    public QueueSlots Slots { get; } = new(gate, index, options.Concurrency, options.Rest, time, stop.Stopping);

    /// <summary>Cancelled when nothing new is to be claimed any more.</summary>
    public CancellationToken Stopping => stop.Stopping;

    /// <summary>Whether nothing is to be claimed for now.</summary>
    public bool IsPaused => pauses.IsPaused(index);

    /// <summary>Whether a run may go on with the next job of its lane, without asking for a claim.</summary>
    public bool MayTakeNext(LaneRun run) => options.MaxJobs == 0 && Slots.MayGoOn && !Stopping.IsCancellationRequested && !IsPaused
        && (Slots.Free > 0 || run.LaneTime < LongestLaneTime);

    /// <summary>
    /// Whether lanes may be claimed before there is a slot for them: not where several queues share the slots or jobs are counted.
    /// </summary>
    public bool MayClaimAhead => gate.IsForOne && options.MaxJobs == 0 && Slots.MayGoOn;

    /// <summary>How many jobs were finished.</summary>
    public long Finished => Interlocked.Read(ref _finished);

    /// <summary>What there is to do at this moment.</summary>
    public WorkerLoad LoadOf(int running) => new(running, Slots.Most, Interlocked.Read(ref _finished), Interlocked.Read(ref _failed));

    public void CountFinished(int jobs) => Interlocked.Add(ref _finished, jobs);

    public void CountFailed() => Interlocked.Increment(ref _failed);

    /// <summary>Waits while the queue is paused.</summary>
    public ValueTask ContinuedAsync(CancellationToken cancellationToken) => pauses.ContinuedAsync(index, cancellationToken);

    /// <summary>The lease was renewed; the answer says what operators want.</summary>
    public void Beat(Heartbeat heartbeat)
    {
        availability.Answered();
        pauses.PauseByOperator(index, heartbeat.Paused);
        if (heartbeat.RestartRequested)
        {
            stop.Stop(WorkerExit.Restart);
        }

        if (options.MemoryMegabytes > 0 && Environment.WorkingSet > options.MemoryMegabytes * 1024L * 1024L)
        {
            stop.Stop(WorkerExit.Memory);
        }
    }

    /// <summary>A call that the queue did not answer.</summary>
    public void Away(QueueUnavailableException exception) => availability.Away(exception);
}
