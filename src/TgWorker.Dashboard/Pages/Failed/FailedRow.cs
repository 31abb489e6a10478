using TgWorker.Core.FailedJobs;

namespace TgWorker.Dashboard.Pages.Failed;

/// <summary>A failed job in a list.</summary>
internal sealed record FailedRow(
    string Id, string Queue, string Lane, string Bot, long? UpdateId, DateTimeOffset FailedAt, int Attempts, string Error)
{
    public static FailedRow Of(FailedJob job, string queue) =>
        new(job.Id, queue, job.Lane, job.Bot, job.UpdateId, job.FailedAt, job.Attempts, job.Error);
}
