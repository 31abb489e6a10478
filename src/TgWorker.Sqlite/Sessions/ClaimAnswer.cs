using TgWorker.Sqlite.Steps;

namespace TgWorker.Sqlite.Sessions;

/// <summary>What a claim's transaction did.</summary>
/// <param name="Granted">The lanes it granted; null when the worker's lease has lapsed.</param>
/// <param name="Sorted">How many entries left the list.</param>
/// <param name="Duplicates">How many of them were dropped.</param>
/// <param name="IsExhausted">Whether there is nothing more to give.</param>
internal readonly record struct ClaimAnswer(List<Grant>? Granted, int Sorted = 0, int Duplicates = 0, bool IsExhausted = false)
{
    /// <summary>How many timers were skipped because they were later than they may be.</summary>
    public int SkippedTimers { get; init; }

    /// <summary>Timers that were put off, since what they are to do is no rule, or names a time zone that is not known here; null is none.
    /// </summary>
    public IReadOnlyList<(string Id, string Rule)>? UnreadableTimers { get; init; }

    /// <summary>What was given up unread: the failed jobs' ids, and how long they are; null where nothing was.</summary>
    public List<(string Id, long Bytes)>? GivenUp { get; init; }
}
