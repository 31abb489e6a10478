namespace TgWorker.Dashboard.Pages.Audit;

/// <summary>Something that somebody did.</summary>
internal sealed record AuditRow(DateTimeOffset At, string Queue, string Who, string By, string Action, string On);
