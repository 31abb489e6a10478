using System.Globalization;

namespace TgWorker.Core.Broadcasts;

/// <summary>
/// A broadcast as people see it: all its parts. Where its recipients are at home in several time zones there is a part for each, kept as
/// a broadcast of its own with hours of its own. The first has the broadcast's id, the others <c>ID.2</c>, <c>ID.3</c> and so on. They
/// are begun, paused and called off together.
/// </summary>
internal sealed class BroadcastFamily
{
    private const char Mark = '.';

    /// <param name="parts">The parts, the first one first.</param>
    public BroadcastFamily(IReadOnlyList<StoredBroadcast> parts) => (Parts, Decisive) = (parts, DecisiveOf(parts));

    /// <summary>The parts, the first one first.</summary>
    public IReadOnlyList<StoredBroadcast> Parts { get; }

    /// <summary>The first part: its id and plan are the broadcast's.</summary>
    public StoredBroadcast Head => Parts[0];

    /// <summary>The state of all together.</summary>
    public BroadcastState State => Decisive.State;

    /// <summary>Why it is in its state, where a worker brought it there; empty otherwise.</summary>
    public string Reason => Decisive.Reason;

    /// <summary>When it came to its state, or a part of it to its.</summary>
    public DateTimeOffset Changed => Parts.Max(part => part.Changed);

    public long Total => Sum(part => part.Total);

    public long Sent => Sum(part => part.Sent);

    public long Gone => Sum(part => part.Gone);

    public long Failed => Sum(part => part.Failed);

    public long Skipped => Sum(part => part.Skipped);

    /// <summary>How many messages are in lanes now, or being sent.</summary>
    public long InLanes => Sum(part => part.InLanes);

    /// <summary>How many have not been served.</summary>
    public long Left => Sum(part => part.Left);

    private StoredBroadcast Decisive { get; }

    /// <summary>The id of a part, the first being 1.</summary>
    public static string IdOf(string id, int part) =>
        part == 1 ? id : string.Create(CultureInfo.InvariantCulture, $"{id}{Mark}{part}");

    /// <summary>The broadcast's id, of that of a part.</summary>
    public static string HeadOf(string part) => part.Split(Mark)[0];

    /// <summary>
    /// Puts parts together, in the order in which the broadcasts come. One whose first part is not among them is left out: the list ends
    /// within it.
    /// </summary>
    public static IReadOnlyList<BroadcastFamily> Of(IEnumerable<StoredBroadcast> parts) =>
    [
        .. parts.GroupBy(part => HeadOf(part.Id), StringComparer.Ordinal).Where(its => its.Any(part => part.Id == its.Key))
            .Select(its => new BroadcastFamily(
                [.. its.OrderBy(part => part.Id.Length).ThenBy(part => part.Id, StringComparer.Ordinal)])),
    ];

    /// <summary>Messages per second now; 0 where none go, or how many is not known.</summary>
    public double RateAt(DateTimeOffset now) => Going(now).Sum(part => part.Pace.Rate);

    /// <summary>How long the rest takes at this pace; null when that is not known, or some wait for their hours.</summary>
    public TimeSpan? RemainingAt(DateTimeOffset now) => Going(now).Count < Parts.Count(part => part.Left > 0) ? null
        : (Head.Pace with { Rate = RateAt(now) }).TimeFor(Left);

    // Whoever can write to the queue can write numbers that are too large to be added up.
    private long Sum(Func<StoredBroadcast, long> of) =>
        Parts.Aggregate(0L, (sum, part) => long.CreateSaturating((Int128)sum + of(part)));

    // Those that wait for their hours have no pace.
    private List<StoredBroadcast> Going(DateTimeOffset now) => State != BroadcastState.Sending ? []
        : [.. Parts.Where(part => part.State == BroadcastState.Sending && (Parts.Count == 1 || part.Pace.IsFresh(now)))];

    private static StoredBroadcast DecisiveOf(IReadOnlyList<StoredBroadcast> parts)
    {
        foreach (var state in (BroadcastState[])[BroadcastState.Paused, BroadcastState.Loading, BroadcastState.Sending,
            BroadcastState.Cancelled, BroadcastState.Expired])
        {
            // The others follow the first.
            if (parts.FirstOrDefault(part => part.State == state) is { } found && (state != BroadcastState.Loading || found == parts[0]))
            {
                return found;
            }
        }

        return parts[^1];
    }
}
