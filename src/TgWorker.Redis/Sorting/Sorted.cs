using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;

namespace TgWorker.Redis.Sorting;

/// <summary>What came of sorting a batch of entries.</summary>
/// <param name="Granted">The heads of lanes that were free: this worker may run them.</param>
/// <param name="Duplicates">Entries that are finished unrun: their update had been seen before.</param>
/// <param name="Left">Entries still on the list.</param>
/// <param name="Screened">Whether entries went another way than into the lanes, so that the others are still to be sorted and lanes may
/// have become ready.</param>
/// <param name="RightLost">Whether nothing was moved, because another worker sorts now or the list has changed.</param>
internal readonly record struct Sorted(
    IReadOnlyList<Delivery> Granted, IReadOnlyList<Job> Duplicates, long Left, bool RightLost, bool Screened = false);
