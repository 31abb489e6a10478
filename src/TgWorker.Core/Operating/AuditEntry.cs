namespace TgWorker.Core.Operating;

/// <summary>Something that somebody did to a queue.</summary>
/// <param name="At">When.</param>
/// <param name="Who">Who did it.</param>
/// <param name="Action">What it was, in the words of the command line: <c>failed retry</c>.</param>
/// <param name="On">What it was done to: ids, a chat, a filter.</param>
public sealed record AuditEntry(DateTimeOffset At, string Who, string Action, string On);
