namespace TgWorker.Model.Specification;

/// <summary>What never changes about a job.</summary>
/// <param name="Lane">Its lane.</param>
/// <param name="Uuid">Its id, not always its own.</param>
/// <param name="Update">The update it carries, below 64; -1 when it is not looked up among those seen.</param>
internal readonly record struct JobFacts(int Lane, int Uuid, int Update);
