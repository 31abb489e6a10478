namespace TgWorker.Hosting.Queues;

/// <summary>What becomes of jobs on the queue that only PHP can do.</summary>
public enum ForeignJobs
{
    /// <summary>Each is a failed job that says why.</summary>
    Fail,

    /// <summary>Each goes to a queue of PHP's workers, unchanged.</summary>
    Php,
}
