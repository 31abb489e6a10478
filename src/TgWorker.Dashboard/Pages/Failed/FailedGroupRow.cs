using TgWorker.Core.FailedJobs;

namespace TgWorker.Dashboard.Pages.Failed;

/// <summary>A group of failed jobs with the same error.</summary>
internal sealed record FailedGroupRow(string Error, long Count, DateTimeOffset First, DateTimeOffset Last, string Example)
{
    public static FailedGroupRow Of(FailedJobGroup group) => new(group.Error, group.Count, group.First, group.Last, group.Example);
}
