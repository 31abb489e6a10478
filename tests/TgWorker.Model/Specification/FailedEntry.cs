namespace TgWorker.Model.Specification;

/// <summary>A job that was given up.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Job">The job.</param>
/// <param name="At">When, in µs.</param>
/// <param name="Why">Why nobody read it, and its bytes lie under a key of their own; null when somebody did.</param>
internal readonly record struct FailedEntry(FailedId Id, int Job, long At, UnreadReason? Why = null)
{
    public bool Unread => Why is not null;
}
