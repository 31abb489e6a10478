using TgWorker.Core.History;

namespace TgWorker.Dashboard.Pages.Order;

/// <summary>The last tries of a chat's updates, in the order in which they were handed to workers.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Lane">The chat.</param>
/// <param name="Tries">The tries, the oldest first.</param>
internal sealed record OrderModel(string Queue, string Lane, IReadOnlyList<TryModel> Tries)
{
    // An end is noted in whole milliseconds, and read off a clock a moment after it.
    private static readonly TimeSpan Blur = TimeSpan.FromMilliseconds(5);

    /// <summary>The workers, in the order in which they came.</summary>
    public IReadOnlyList<string> Workers => [.. Tries.Select(one => one.Worker).Distinct(StringComparer.Ordinal)];

    /// <summary>How often an update went on with another worker because the one before it was lost.</summary>
    public int TakeOvers => Tries.Count(one => one.IsTakeOver);

    /// <summary>Tries that began before the one before them had ended, by the clocks of their workers.</summary>
    public int Overlaps => Tries.Count(one => one.Overlap is not null);

    /// <summary>Whether the tokens and the times say the same: one after the other.</summary>
    public bool IsInOrder => Overlaps == 0;

    public static OrderModel Of(string queue, string lane, IReadOnlyList<LaneOutcome> outcomes)
    {
        var tries = new List<TryModel>();
        LaneOutcome? before = null;
        foreach (var outcome in outcomes.OrderBy(outcome => outcome.Fence).ThenBy(outcome => outcome.Attempt))
        {
            tries.Add(Of(outcome, before));
            before = outcome;
        }

        return new OrderModel(queue, lane, tries);
    }

    // What a worker did that had lost its lease counts for nothing: it may well have gone on meanwhile.
    private static TryModel Of(LaneOutcome outcome, LaneOutcome? before) => new()
    {
        UpdateId = outcome.UpdateId,
        Attempt = outcome.Attempt,
        Worker = outcome.Worker,
        Fence = outcome.Fence,
        StartedAt = outcome.StartedAt,
        EndedAt = outcome.EndedAt,
        Run = outcome.Run,
        End = outcome.End,
        IsTakeOver = outcome.Lapses > 0,
        Overlap = before is { End: not WorkEnd.Lost } last && last.EndedAt - outcome.StartedAt is var overlap && overlap > Blur
            ? overlap : null,
    };
}
