namespace TgWorker.Core.Working;

/// <summary>What becomes of a lane when its job is given up.</summary>
public enum OnFailure
{
    /// <summary>The job is kept among the failed jobs and the lane goes on.</summary>
    Skip,

    /// <summary>The lane waits until an operator retries or forgets the failed job.</summary>
    Hold,
}
