namespace TgWorker.Core.Working;

/// <summary>What happens to a lane when its job is given up.</summary>
public enum OnFailure
{
    /// <summary>The job becomes a failed job, and the lane continues.</summary>
    Skip,

    /// <summary>The lane waits until an operator retries or forgets the failed job.</summary>
    Hold,
}
