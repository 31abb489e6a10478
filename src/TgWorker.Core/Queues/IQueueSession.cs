namespace TgWorker.Core.Queues;

/// <summary>
/// One worker incarnation's dealings with a queue. Every call that writes is refused once the incarnation's lease has
/// lapsed; the worker then cancels what it runs and joins again.
/// </summary>
/// <remarks>Calls may overlap, except that a delivery is settled once: finished, failed, parked or released.</remarks>
public interface IQueueSession : IAsyncDisposable
{
    /// <summary>The incarnation's name, never used twice.</summary>
    string Incarnation { get; }

    /// <summary>How long the lease lasts without a renewal.</summary>
    TimeSpan Lease { get; }

    /// <summary>What is remembered for the lanes of this queue.</summary>
    ILaneMemory Memory { get; }

    /// <summary>The queue's timers, as handlers of this session set them; null (the default) for a queue that has none.</summary>
    IQueueTimers? Timers => null;

    /// <summary>Tells what the worker has to do, for those who look at the queue; null (the default) where nobody is to know.</summary>
    Func<WorkerLoad>? Load { get; set; }

    /// <summary>
    /// Takes jobs off the queue into their lanes and returns those that may run now, at most <paramref name="slots"/>.
    /// </summary>
    /// <exception cref="LeaseLostException">The incarnation's lease has lapsed.</exception>
    ValueTask<Claim> ClaimAsync(int slots, CancellationToken cancellationToken);

    /// <summary>Returns when a claim may have something to give, at the latest after <paramref name="atMost"/>. Takes nothing.</summary>
    ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken);

    /// <summary>
    /// Finishes the heads of their lanes. With <paramref name="takeNext"/>, the next job of each lane is granted to this
    /// worker; without, the lane is ready for any worker. Results stand in the order of <paramref name="deliveries"/>.
    /// </summary>
    ValueTask<IReadOnlyList<Settled>> FinishAsync(IReadOnlyList<Delivery> deliveries, bool takeNext, CancellationToken cancellationToken);

    /// <summary>Gives the head of a lane up: it becomes a failed job, and the lane goes on or is held.</summary>
    ValueTask<Settled> FailAsync(Delivery delivery, Failure failure, bool takeNext, CancellationToken cancellationToken);

    /// <summary>Lets go of a lane whose head stays, to be delivered again, to any worker, after <paramref name="delay"/>.</summary>
    /// <param name="delivery">The delivery to park.</param>
    /// <param name="delay">How long the lane waits; zero puts it before all lanes that are ready.</param>
    /// <param name="failures">The failed tries of the job so far.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <returns>False when this worker no longer held the lane.</returns>
    ValueTask<bool> ParkAsync(Delivery delivery, TimeSpan delay, int failures, CancellationToken cancellationToken);

    /// <summary>Notes the failed tries of a job that stays with this worker, so that they survive its death.</summary>
    /// <returns>False when this worker no longer held the lane.</returns>
    ValueTask<bool> NoteFailuresAsync(Delivery delivery, int failures, CancellationToken cancellationToken);

    /// <summary>Extends the lease, frees the lanes of workers whose lease lapsed, and reads the operator's wishes.</summary>
    /// <exception cref="LeaseLostException">The incarnation's lease has lapsed.</exception>
    ValueTask<Heartbeat> RenewAsync(CancellationToken cancellationToken);

    /// <summary>Ends the incarnation: lanes it still holds go back to the front, at once.</summary>
    ValueTask LeaveAsync(CancellationToken cancellationToken);
}
