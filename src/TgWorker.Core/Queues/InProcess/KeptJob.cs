using TgWorker.Core.FailedJobs;
using TgWorker.Core.Jobs;

namespace TgWorker.Core.Queues.InProcess;

/// <summary>A failed job together with the job as it was read.</summary>
internal sealed record KeptJob(FailedJob Failed, Job Job, long Number);
