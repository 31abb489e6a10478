using TgWorker.Core.Operating;
using TgWorker.Sqlite.Stores;

namespace TgWorker.Sqlite.Operations;

/// <summary>Who did what, as rows of which the oldest make room.</summary>
internal sealed class SqliteAuditTrail(IQueueStore store) : IAuditTrail
{
    public Task AddAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        var text = AuditText.Write(entry);
        return store.WriteAsync(
            steps =>
            {
                steps.Operating.Note(text, IAuditTrail.Most);
                return true;
            },
            cancellationToken);
    }

    public Task<IReadOnlyList<AuditEntry>> ReadAsync(int most, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<AuditEntry>>(store.Read(reads =>
        {
            var entries = new List<AuditEntry>();
            for (var look = reads["look.audit"].Bind(1, most); look.Read();)
            {
                if (AuditText.Read(look.Text(0)) is { } entry)
                {
                    entries.Add(entry);
                }
            }

            return entries;
        }));
}
