namespace TgWorker.Core.Operating;

/// <summary>Who did what to a queue: the last <see cref="Most"/> entries, kept with the queue, so that every dashboard shows the same.
/// </summary>
public interface IAuditTrail
{
    /// <summary>The largest number of entries that are kept.</summary>
    const int Most = 1_000;

    /// <summary>Adds an entry.</summary>
    /// <exception cref="Queues.QueueUnavailableException">The entry was not stored, or the answer was lost.</exception>
    Task AddAsync(AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>Reads the last entries, newest first.</summary>
    /// <param name="most">The largest number of entries to read.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task<IReadOnlyList<AuditEntry>> ReadAsync(int most, CancellationToken cancellationToken);
}
