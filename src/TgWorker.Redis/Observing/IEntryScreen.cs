using TgWorker.Core.Jobs;

namespace TgWorker.Redis.Observing;

/// <summary>Takes entries off the list that are not to be sorted like the others.</summary>
internal interface IEntryScreen
{
    /// <summary>Whether an entry may be one of them. Asked of every entry.</summary>
    bool Concerns(Job job);

    /// <summary>Takes those off the list, each in one step to where it goes.</summary>
    /// <param name="jobs">The entries at the list's old end, the oldest first.</param>
    /// <returns>How many were taken, and how many entries are left on the list.</returns>
    Task<(long Taken, long Left)> TakeAsync(Job[] jobs);
}
