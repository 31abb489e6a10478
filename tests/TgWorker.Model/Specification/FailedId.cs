namespace TgWorker.Model.Specification;

/// <summary>The id of a failed job: that of the job and, when it was taken, the token of the delivery that failed.</summary>
internal readonly record struct FailedId(int Uuid, long Fence);
