using System.Runtime.CompilerServices;
using TgWorker.Core.Operating;

namespace TgWorker.Core.FailedJobs;

/// <summary>The failed jobs of one queue.</summary>
public interface IFailedJobs
{
    /// <summary>The failed jobs, the newest first.</summary>
    IAsyncEnumerable<FailedJob> ListAsync(CancellationToken cancellationToken);

    /// <summary>The failed jobs that failed at a time or before, the newest first; all of them where it is null.</summary>
    async IAsyncEnumerable<FailedJob> ListAsync(DateTimeOffset? upTo, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var job in ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (upTo is null || job.FailedAt <= upTo)
            {
                yield return job;
            }
        }
    }

    /// <summary>One failed job; null when there is none with this id.</summary>
    Task<FailedJob?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Reads a part of a failed job's payload, also of one that was given up unread.</summary>
    /// <param name="job">The failed job.</param>
    /// <param name="offset">Where to begin.</param>
    /// <param name="count">How many bytes to read.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <returns>The bytes; fewer at the end, and none when the failed job is gone.</returns>
    Task<ReadOnlyMemory<byte>> ReadPayloadAsync(FailedJob job, long offset, int count, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        var start = (int)Math.Clamp(offset, 0, job.Payload.Length);
        return Task.FromResult(job.Payload.Slice(start, Math.Min(count, job.Payload.Length - start)));
    }

    /// <summary>
    /// Puts a failed job back into its lane, its payload untouched: before all jobs that have not started, or behind them
    /// with <paramref name="atTail"/>. A lane that was held goes on. One that was given up unread goes to that end of the list, to be read
    /// again.
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

    /// <inheritdoc cref="RetryAsync(IReadOnlyList{string}, bool, CancellationToken)"/>
    Task<IReadOnlyList<string>> RetryAsync(
        IReadOnlyList<string> ids, bool atTail, IProgress<WorkDone>? progress, CancellationToken cancellationToken) =>
        RetryAsync(ids, atTail, cancellationToken);

    /// <summary>Deletes a failed job. A lane that was held for it goes on.</summary>
    /// <returns>False when there is no failed job with this id.</returns>
    Task<bool> ForgetAsync(string id, CancellationToken cancellationToken);

    /// <summary>Deletes failed jobs, as <see cref="ForgetAsync(string, CancellationToken)"/> does one.</summary>
    /// <returns>How many there were.</returns>
    async Task<long> ForgetAsync(IReadOnlyList<string> ids, IProgress<WorkDone>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var forgotten = 0L;
        for (var i = 0; i < ids.Count; i++)
        {
            forgotten += await ForgetAsync(ids[i], cancellationToken).ConfigureAwait(false) ? 1 : 0;
            progress?.Report(new WorkDone(i + 1, ids.Count));
        }

        return forgotten;
    }

    /// <summary>Deletes the failed jobs that failed before a time; those for which a lane is held stay, and so does the lane.</summary>
    /// <returns>How many were deleted.</returns>
    Task<long> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken);

    /// <inheritdoc cref="PruneAsync(DateTimeOffset, CancellationToken)"/>
    Task<long> PruneAsync(DateTimeOffset before, IProgress<WorkDone>? progress, CancellationToken cancellationToken) =>
        PruneAsync(before, cancellationToken);

    /// <summary>Adds a failed job that was taken elsewhere or earlier, its payload byte for byte.</summary>
    /// <returns>False when there is one with this id already; it is left as it is.</returns>
    Task<bool> ImportAsync(FailedJob job, CancellationToken cancellationToken);

    /// <summary>
    /// Adds failed jobs as <see cref="ImportAsync(FailedJob, CancellationToken)"/> does; one that was put back into its chat since it was
    /// taken is added only if that is wanted, since it would be handled again.
    /// </summary>
    /// <param name="jobs">The jobs.</param>
    /// <param name="again">Whether those that were put back since are wanted too.</param>
    /// <param name="cancellationToken">Gives up between two jobs.</param>
    async Task<ImportedJobs> ImportAsync(IReadOnlyList<FailedJob> jobs, bool again, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        var imported = default(ImportedJobs);
        foreach (var job in jobs)
        {
            imported += await ImportAsync(job, cancellationToken).ConfigureAwait(false) ? new ImportedJobs(1, 0, 0)
                : new ImportedJobs(0, 1, 0);
        }

        return imported;
    }

    /// <summary>Deletes all failed jobs; lanes that were held go on.</summary>
    /// <returns>How many there were.</returns>
    Task<long> FlushAsync(CancellationToken cancellationToken);

    /// <inheritdoc cref="FlushAsync(CancellationToken)"/>
    Task<long> FlushAsync(IProgress<WorkDone>? progress, CancellationToken cancellationToken) => FlushAsync(cancellationToken);
}
