using TgWorker.Core.Queues;

namespace TgWorker.Tests.Copying;

/// <summary>All that a failed job says.</summary>
internal sealed record FailedTold(
    string Id, string Lane, long? Update, DateTimeOffset At, int Attempts, string Error, string? Detail, string Worker, string Payload)
{
    public static async Task<FailedTold[]> OfAsync(IUpdateQueue queue)
    {
        var told = new List<FailedTold>();
        await foreach (var job in queue.FailedJobs.ListAsync(default))
        {
            told.Add(new FailedTold(
                job.Id, job.Lane, job.UpdateId, job.FailedAt, job.Attempts, job.Error, job.Detail, job.Worker,
                Convert.ToHexString(job.Payload.Span)));
        }

        return [.. told.OrderBy(job => job.Id, StringComparer.Ordinal)];
    }
}
