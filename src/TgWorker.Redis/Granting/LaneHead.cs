using TgWorker.Core.Jobs;

namespace TgWorker.Redis.Granting;

/// <summary>The head of a lane that this worker was granted.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="Fence">The token it was granted under.</param>
/// <param name="Number">The job's number.</param>
/// <param name="Payload">The job, once it was read.</param>
internal readonly record struct LaneHead(string Lane, long Fence, long Number, PayloadLease? Payload = null);
