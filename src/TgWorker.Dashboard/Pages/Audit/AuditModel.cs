using TgWorker.Core.Operating;

namespace TgWorker.Dashboard.Pages.Audit;

/// <summary>Who did what, the last of it.</summary>
/// <param name="Entries">The entries of all queues, the newest first.</param>
internal sealed record AuditModel(IReadOnlyList<AuditRow> Entries)
{
    /// <summary>Makes it of the entries of each queue. What was done to several queues at once is a row for each.</summary>
    public static AuditModel Of(IEnumerable<(string Queue, IReadOnlyList<AuditEntry> Entries)> queues, string? who, int most) => new(
        [.. queues.SelectMany(queue => queue.Entries.Select(entry => new AuditRow(entry.At, queue.Queue, entry.Who, entry.By, entry.Action, entry.On)))
            .Where(row => who is null || row.Who == who).OrderByDescending(row => row.At).Take(most)]);
}
