using System.Runtime.CompilerServices;
using TgWorker.Core.Operating;

namespace TgWorker.Core.FailedJobs;

/// <summary>The failed jobs of one queue.</summary>
public interface IFailedJobs
{
    /// <summary>The failed jobs, newest first.</summary>
    IAsyncEnumerable<FailedJob> ListAsync(CancellationToken cancellationToken);

    /// <summary>The failed jobs that failed at or before a time, newest first; all of them if it is null.</summary>
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

    /// <summary>One failed job; null if none has this id.</summary>
    Task<FailedJob?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Reads part of a failed job's payload, even of one that was given up unread.</summary>
    /// <param name="job">The failed job.</param>
    /// <param name="offset">The first byte to read.</param>
    /// <param name="count">How many bytes to read.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <returns>The bytes; fewer at the end, and none if the failed job is gone.</returns>
    Task<ReadOnlyMemory<byte>> ReadPayloadAsync(FailedJob job, long offset, int count, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        return Task.FromResult(job.PayloadPart(offset, count));
    }

    /// <summary>
    /// Puts a failed job back into its lane, its payload untouched: before all jobs that have not started, or behind them with
    /// <paramref name="atTail"/>. A lane that was held continues. A job that was given up unread goes to that end of the list, to be read
    /// again.
    /// </summary>
    /// <returns>False if no failed job has this id.</returns>
    async Task<bool> RetryAsync(string id, bool atTail, CancellationToken cancellationToken) =>
        (await RetryAsync([id], atTail, cancellationToken).ConfigureAwait(false)).Count == 1;

    /// <summary>
    /// Puts failed jobs back, as <see cref="RetryAsync(string, bool, CancellationToken)"/> does; those of one lane in one step, in the
    /// order in which they failed.
    /// </summary>
    /// <returns>The ids that were put back; the others are not failed jobs.</returns>
    Task<IReadOnlyList<string>> RetryAsync(IReadOnlyList<string> ids, bool atTail, CancellationToken cancellationToken);

    /// <inheritdoc cref="RetryAsync(IReadOnlyList{string}, bool, CancellationToken)"/>
    Task<IReadOnlyList<string>> RetryAsync(
        IReadOnlyList<string> ids, bool atTail, IProgress<WorkDone>? progress, CancellationToken cancellationToken) =>
        RetryAsync(ids, atTail, cancellationToken);

    /// <summary>Deletes a failed job. A lane that was held for it continues.</summary>
    /// <returns>False if no failed job has this id.</returns>
    Task<bool> ForgetAsync(string id, CancellationToken cancellationToken);

    /// <summary>Deletes failed jobs, as <see cref="ForgetAsync(string, CancellationToken)"/> does one.</summary>
    /// <returns>How many were deleted.</returns>
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

    /// <summary>Deletes the jobs that failed before a time. Jobs for which a lane is held stay, and so does the lane.</summary>
    /// <returns>How many were deleted.</returns>
    Task<long> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken);

    /// <inheritdoc cref="PruneAsync(DateTimeOffset, CancellationToken)"/>
    Task<long> PruneAsync(DateTimeOffset before, IProgress<WorkDone>? progress, CancellationToken cancellationToken) =>
        PruneAsync(before, cancellationToken);

    /// <summary>Adds a failed job that was exported elsewhere or earlier, its payload byte for byte.</summary>
    /// <returns>False if there already is one with this id; it is left unchanged.</returns>
    Task<bool> ImportAsync(FailedJob job, CancellationToken cancellationToken);

    /// <summary>
    /// Adds failed jobs as <see cref="ImportAsync(FailedJob, CancellationToken)"/> does. A job that has been put back into its chat since
    /// its export would be handled again, so it is added only on request.
    /// </summary>
    /// <param name="jobs">The jobs.</param>
    /// <param name="again">Whether to add jobs that have been put back since, too.</param>
    /// <param name="cancellationToken">Cancels between two jobs.</param>
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

    /// <summary>Deletes all failed jobs; lanes that were held continue.</summary>
    /// <returns>How many were deleted.</returns>
    Task<long> FlushAsync(CancellationToken cancellationToken);

    /// <inheritdoc cref="FlushAsync(CancellationToken)"/>
    Task<long> FlushAsync(IProgress<WorkDone>? progress, CancellationToken cancellationToken) => FlushAsync(cancellationToken);
}
