namespace TgWorker.Hosting.Queues;

/// <summary>What becomes of jobs on the queue that only PHP can run.</summary>
public enum ForeignJobs
{
    /// <summary>Each becomes a failed job that says why.</summary>
    Fail,

    /// <summary>Each is moved, unchanged, to a queue of PHP's workers.</summary>
    Php,
}
