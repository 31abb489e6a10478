namespace TgWorker.Core.FailedJobs;

/// <summary>The failed jobs of one queue.</summary>
public interface IFailedJobs
{
    /// <summary>The failed jobs, the newest first.</summary>
    IAsyncEnumerable<FailedJob> ListAsync(CancellationToken cancellationToken);

    /// <summary>One failed job; null when there is none with this id.</summary>
    Task<FailedJob?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>
    /// Puts a failed job back into its lane, its payload untouched: before all jobs that have not started, or behind them
    /// with <paramref name="atTail"/>. A lane that was held goes on.
    /// </summary>
    /// <returns>False when there is no failed job with this id.</returns>
    async Task<bool> RetryAsync(string id, bool atTail, CancellationToken cancellationToken) =>
        (await RetryAsync([id], atTail, cancellationToken).ConfigureAwait(false)).Count == 1;

    /// <summary>
    /// Puts failed jobs back as <see cref="RetryAsync(string, bool, CancellationToken)"/> does; those of one lane in one
    /// step, in the order in which they failed.
    /// </summary>
    /// <returns>The ids that were put back; the others are no failed jobs.</returns>
    Task<IReadOnlyList<string>> RetryAsync(IReadOnlyList<string> ids, bool atTail, CancellationToken cancellationToken);

    /// <summary>Deletes a failed job. A lane that was held for it goes on.</summary>
    /// <returns>False when there is no failed job with this id.</returns>
    Task<bool> ForgetAsync(string id, CancellationToken cancellationToken);

    /// <summary>Deletes the failed jobs that failed before a time; those for which a lane is held stay, and so does the lane.</summary>
    /// <returns>How many were deleted.</returns>
    Task<long> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Adds a failed job that was taken elsewhere or earlier, its payload byte for byte.</summary>
    /// <returns>False when there is one with this id already; it is left as it is.</returns>
    Task<bool> ImportAsync(FailedJob job, CancellationToken cancellationToken);

    /// <summary>Deletes all failed jobs; lanes that were held go on.</summary>
    /// <returns>How many there were.</returns>
    Task<long> FlushAsync(CancellationToken cancellationToken);
}
