namespace TgWorker.Core.Lanes;

/// <summary>What an operator can see of a queue's single lanes, and do to one without touching the others.</summary>
/// <remarks>No operation goes through all lanes, or through all jobs of one.</remarks>
public interface ILaneOperations
{
    /// <summary>Looks at a lane at one moment.</summary>
    /// <returns>Null if the queue does not know the lane: it has no unfinished jobs and is neither stopped nor paused. Entries that are not
    /// sorted yet do not count.</returns>
    Task<LaneLook?> LookAsync(string lane, CancellationToken cancellationToken);

    /// <summary>Reads the jobs of a lane, in order.</summary>
    /// <param name="lane">The lane's key, such as <c>main:5123456789</c>.</param>
    /// <param name="from">The position of the first job, 0 for the head.</param>
    /// <param name="most">The largest number of jobs. Fewer are returned if they are large, none if there are none.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task<IReadOnlyList<LaneJob>> ReadAsync(string lane, long from, int most, CancellationToken cancellationToken);

    /// <summary>
    /// Pauses a lane: its running job ends as usual, and no other job of the lane is granted until <see cref="ContinueAsync"/>. New jobs
    /// wait in the lane. The queue stores the pause, whatever workers come and go; draining the queue ends it.
    /// </summary>
    /// <returns>False if it was already paused.</returns>
    Task<bool> PauseAsync(string lane, CancellationToken cancellationToken);

    /// <summary>Ends the pause of a lane. A head that waits for its next try continues to wait.</summary>
    /// <returns>False if it was not paused.</returns>
    Task<bool> ContinueAsync(string lane, CancellationToken cancellationToken);

    /// <summary>The paused lanes, in no order.</summary>
    /// <param name="most">The largest number of lanes.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task<IReadOnlyList<PausedLane>> ListPausedAsync(int most, CancellationToken cancellationToken);

    /// <summary>Lists some lanes of a group: the first ones, or any if the group has no order.</summary>
    /// <param name="group">The group.</param>
    /// <param name="most">The largest number of lanes, up to 100.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task<IReadOnlyList<ListedLane>> ListAsync(LaneGroup group, int most, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ListedLane>>([]);

    /// <summary>
    /// Gives up the head of a lane: it becomes a failed job, and the lane continues with the next one. Only while no worker runs it,
    /// because the next job must not start beside its handler: cancel that first (<see cref="CancelAsync"/>).
    /// </summary>
    /// <param name="lane">The lane's key.</param>
    /// <param name="handle">The head, as it was read: <see cref="LaneJob.Handle"/>. If another job is the head by now, nothing is
    /// done.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    Task<LaneChange> SkipAsync(string lane, string handle, CancellationToken cancellationToken);

    /// <summary>Deletes one job that no worker is running, for good. The others keep their order.</summary>
    /// <param name="lane">The lane's key.</param>
    /// <param name="handle">The job, as it was read: <see cref="LaneJob.Handle"/>. If it is elsewhere by now, nothing is done.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    Task<LaneChange> DropAsync(string lane, string handle, CancellationToken cancellationToken);

    /// <summary>
    /// Has the worker that runs the head of a lane cancel its handler. The worker learns of it with its next renewal, within half a second.
    /// The job becomes a failed job without another try, unless its handler finishes it nevertheless. Only this delivery is meant: if its
    /// worker dies or lets go of the job first, the job is delivered again.
    /// </summary>
    /// <param name="lane">The lane's key.</param>
    /// <param name="handle">The head, as it was read: <see cref="LaneJob.Handle"/>. If another job is the head by now, nothing is
    /// done.</param>
    /// <param name="by">Who wants it, for the failed job's reason; such as <c>ada@web1</c>.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <returns><see cref="LaneChangeKind.Done"/> once it is noted for the worker.</returns>
    Task<LaneChange> CancelAsync(string lane, string handle, string by, CancellationToken cancellationToken);
}
