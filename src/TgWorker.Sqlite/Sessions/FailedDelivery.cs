using System.Globalization;
using TgWorker.Core.FailedJobs;
using TgWorker.Core.Queues;

namespace TgWorker.Sqlite.Sessions;

/// <summary>What is kept of a delivery that is given up.</summary>
internal static class FailedDelivery
{
    public static FailedJob Of(Delivery delivery, Failure failure, string queue, string worker, DateTimeOffset now)
    {
        var job = delivery.Job;
        return new FailedJob
        {
            Id = string.IsNullOrEmpty(job.Uuid) ? delivery.Fence.ToString(CultureInfo.InvariantCulture) : job.Uuid,
            Queue = queue,
            Lane = delivery.Lane,
            Bot = job.Bot,
            UpdateId = job.UpdateId,
            FailedAt = now,
            Attempts = failure.Attempts,
            Error = failure.Error,
            Detail = failure.Detail,
            Worker = worker,
            Payload = job.Payload,
        };
    }
}
