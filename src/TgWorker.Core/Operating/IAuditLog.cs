namespace TgWorker.Core.Operating;

/// <summary>What was done to a queue and by whom, kept with it. The oldest entries are dropped.</summary>
public interface IAuditLog
{
    /// <summary>How many entries are kept. 1,000.</summary>
    const int MostEntries = 1000;

    /// <summary>Adds an entry.</summary>
    Task AddAsync(AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>The last entries, the newest first.</summary>
    Task<IReadOnlyList<AuditEntry>> LatestAsync(int count, CancellationToken cancellationToken);
}
