namespace TgWorker.Core.Operating;

/// <summary>Something that somebody did to a queue, or viewed.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Who">Who did it: a user of the dashboard, or of a machine.</param>
/// <param name="By">How: <c>dashboard</c> or <c>command</c>.</param>
/// <param name="Action">What was done, in the words of the command line, such as <c>chat pause</c>.</param>
/// <param name="On">What it was done to: ids, a chat, a filter; empty for the whole queue.</param>
public sealed record AuditEntry(DateTimeOffset At, string Who, string By, string Action, string On)
{
    /// <summary>Done with the dashboard.</summary>
    public const string ByDashboard = "dashboard";

    /// <summary>Done on the command line.</summary>
    public const string ByCommand = "command";
}
