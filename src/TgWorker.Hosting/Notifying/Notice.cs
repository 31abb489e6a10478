namespace TgWorker.Hosting.Notifying;

/// <summary>Something that somebody should know.</summary>
/// <param name="Event">What it is: <c>long_wait</c>, <c>failed_jobs</c>, <c>dead_workers</c>, <c>all_clear</c> or <c>test</c>.</param>
/// <param name="Queue">The queue's bare name.</param>
/// <param name="Text">One line for a person.</param>
/// <param name="Value">The seconds waited, or how many, or for how many seconds it lasted.</param>
internal sealed record Notice(string Event, string Queue, string Text, double Value)
{
    /// <summary>What is over, where it is an all-clear.</summary>
    public string? Ended { get; init; }
}
