using TgWorker.Envelopes;
using TgWorker.FailedJobs;

namespace TgWorker.Queues.InProcess;

/// <summary>A failed job together with the job as it was read.</summary>
internal sealed record KeptJob(FailedJob Failed, Job Job, long Number);
