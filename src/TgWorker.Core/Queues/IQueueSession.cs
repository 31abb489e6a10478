namespace TgWorker.Core.Queues;

/// <summary>
/// One worker incarnation's dealings with a queue. Once the incarnation's lease has expired, every call that writes is refused; the worker
/// then cancels what it runs and joins again.
/// </summary>
/// <remarks>Calls may overlap, but each delivery is settled once: finished, failed, parked or released.</remarks>
public interface IQueueSession : IAsyncDisposable
{
    /// <summary>The incarnation's name, never reused.</summary>
    string Incarnation { get; }

    /// <summary>How long the lease lasts unless it is renewed.</summary>
    TimeSpan Lease { get; }

    /// <summary>The texts that are stored for the lanes of this queue.</summary>
    ILaneMemory Memory { get; }

    /// <summary>The queue's timers, as this session's handlers set them; null (the default) if the queue has none.</summary>
    IQueueTimers? Timers => null;

    /// <summary>Reports the worker's load, for those who look at the queue; null (the default) if it is not reported.</summary>
    Func<WorkerLoad>? Load { get; set; }

    /// <summary>Moves jobs from the queue into their lanes and returns those that may run now, at most <paramref name="slots"/>.</summary>
    /// <exception cref="LeaseLostException">The incarnation's lease has expired.</exception>
    ValueTask<Claim> ClaimAsync(int slots, CancellationToken cancellationToken);

    /// <summary>Returns when a claim may have something to return, at the latest after <paramref name="atMost"/>. Takes nothing.</summary>
    ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken);

    /// <summary>
    /// Finishes the heads of their lanes. With <paramref name="takeNext"/>, the next job of each lane is granted to this worker; otherwise,
    /// any worker may take the lane. The results are in the order of <paramref name="deliveries"/>.
    /// </summary>
    ValueTask<IReadOnlyList<Settled>> FinishAsync(IReadOnlyList<Delivery> deliveries, bool takeNext, CancellationToken cancellationToken);

    /// <summary>Gives up the head of a lane: it becomes a failed job, and the lane continues or is held.</summary>
    ValueTask<Settled> FailAsync(Delivery delivery, Failure failure, bool takeNext, CancellationToken cancellationToken);

    /// <summary>Releases a lane and keeps its head, which is delivered again, to any worker, after <paramref name="delay"/>.</summary>
    /// <param name="delivery">The delivery to park.</param>
    /// <param name="delay">How long the lane waits; zero puts it before all ready lanes.</param>
    /// <param name="failures">How many tries of the job have failed.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <returns>False if this worker no longer held the lane.</returns>
    ValueTask<bool> ParkAsync(Delivery delivery, TimeSpan delay, int failures, CancellationToken cancellationToken);

    /// <summary>Records the failed tries of a job that stays with this worker, so that they survive the worker's death.</summary>
    /// <returns>False if this worker no longer held the lane.</returns>
    ValueTask<bool> NoteFailuresAsync(Delivery delivery, int failures, CancellationToken cancellationToken);

    /// <summary>Extends the lease, frees the lanes of workers whose lease has expired, and reads what operators ask for.</summary>
    /// <exception cref="LeaseLostException">The incarnation's lease has expired.</exception>
    ValueTask<Heartbeat> RenewAsync(CancellationToken cancellationToken);

    /// <summary>Ends the incarnation: the lanes it still holds return to the front at once.</summary>
    ValueTask LeaveAsync(CancellationToken cancellationToken);
}
