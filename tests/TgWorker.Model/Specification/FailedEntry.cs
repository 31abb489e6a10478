namespace TgWorker.Model.Specification;

/// <summary>A job that was given up.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Job">The job.</param>
/// <param name="At">When, in µs.</param>
internal readonly record struct FailedEntry(FailedId Id, int Job, long At);
