namespace TgWorker.Core.Queues;

/// <summary>Why a job is given up.</summary>
/// <param name="Error">What went wrong, in words for people; never a message text or a secret.</param>
/// <param name="Attempts">How many tries were made.</param>
/// <param name="HoldLane">Whether the lane stops until an operator retries or forgets the job.</param>
public sealed record Failure(string Error, int Attempts, bool HoldLane = false)
{
    /// <summary>
    /// Types, messages and stack traces of the exception that ended the last try, one per line, escaped, at most 4,096 characters. Null
    /// (the default) if there was no exception.
    /// </summary>
    public string? Detail { get; init; }
}
