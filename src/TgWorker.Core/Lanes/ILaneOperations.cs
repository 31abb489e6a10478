namespace TgWorker.Core.Lanes;

/// <summary>What an operator sees of a queue's single lanes, and can do to one without touching the others.</summary>
/// <remarks>Nothing here goes through all lanes, or through all jobs of one.</remarks>
public interface ILaneOperations
{
    /// <summary>Looks at a lane at one moment.</summary>
    /// <returns>Null when the queue knows nothing of it: it has no unfinished jobs and is neither stopped nor paused. Entries that are not
    /// sorted yet do not count.</returns>
    Task<LaneLook?> LookAsync(string lane, CancellationToken cancellationToken);

    /// <summary>Reads jobs of a lane in their order.</summary>
    /// <param name="lane">The lane's key, such as <c>main:5123456789</c>.</param>
    /// <param name="from">The position of the first, 0 for the head.</param>
    /// <param name="most">How many at most. Fewer come when they are large; none when there are none.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task<IReadOnlyList<LaneJob>> ReadAsync(string lane, long from, int most, CancellationToken cancellationToken);

    /// <summary>
    /// Pauses a lane: the job that runs ends as usual, and nothing of the lane is granted until <see cref="ContinueAsync"/>. What comes for
    /// it waits in it. The queue keeps the pause, whatever workers come and go; draining the queue ends it.
    /// </summary>
    /// <returns>False when it was paused already.</returns>
    Task<bool> PauseAsync(string lane, CancellationToken cancellationToken);

    /// <summary>Ends the pause of a lane. A head that waits for its next try goes on waiting.</summary>
    /// <returns>False when it was not paused.</returns>
    Task<bool> ContinueAsync(string lane, CancellationToken cancellationToken);

    /// <summary>Paused lanes in no order.</summary>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task<IReadOnlyList<PausedLane>> ListPausedAsync(int most, CancellationToken cancellationToken);

    /// <summary>Lists some lanes of a group: the first ones, or any where there is no order.</summary>
    /// <param name="group">Which.</param>
    /// <param name="most">How many at most, up to 100.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task<IReadOnlyList<ListedLane>> ListAsync(LaneGroup group, int most, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ListedLane>>([]);

    /// <summary>
    /// Gives the head of a lane up in its worker's stead: it becomes a failed job, and the lane goes on with the next one. Only while no
    /// worker runs it: a handler cannot be stopped from here, and the next job must not start beside it.
    /// </summary>
    /// <param name="lane">The lane's key.</param>
    /// <param name="handle">The head, as it was read: <see cref="LaneJob.Handle"/>. If another job is the head by now, nothing is
    /// done.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    Task<LaneChange> SkipAsync(string lane, string handle, CancellationToken cancellationToken);

    /// <summary>Deletes one job that no worker runs, for good. The others keep their order.</summary>
    /// <param name="lane">The lane's key.</param>
    /// <param name="handle">The job, as it was read: <see cref="LaneJob.Handle"/>. If it stands elsewhere by now, nothing is done.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    Task<LaneChange> DropAsync(string lane, string handle, CancellationToken cancellationToken);
}
