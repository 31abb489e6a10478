using System.Globalization;
using TgWorker.Core.Broadcasts;
using TgWorker.Core.Queues;

namespace TgWorker.Bots.Broadcasts;

/// <summary>
/// The parts of a broadcast whose recipients are at home in several time zones: one for each, kept as a broadcast of its own with hours of
/// its own. The first has the broadcast's id, the others <c>ID.2</c>, <c>ID.3</c> and so on. They are begun, paused and called off
/// together.
/// </summary>
internal static class BroadcastFamily
{
    private const char Mark = '.';

    /// <summary>The id of a part, the first being 1.</summary>
    public static string IdOf(string id, int part) =>
        part == 1 ? id : string.Create(CultureInfo.InvariantCulture, $"{id}{Mark}{part}");

    /// <summary>The broadcast's id, of that of a part.</summary>
    public static string HeadOf(string part) => part.Split(Mark)[0];

    /// <summary>All parts, the first one first; empty when there is no such broadcast.</summary>
    public static async Task<IReadOnlyList<StoredBroadcast>> FindAsync(
        IQueueBroadcasts broadcasts, string id, CancellationToken cancellationToken)
    {
        var parts = new List<StoredBroadcast>();
        while (await broadcasts.FindAsync(IdOf(id, parts.Count + 1), cancellationToken).ConfigureAwait(false) is { } part)
        {
            parts.Add(part);
            if (parts.Count == 1 && StoredPlan.Read(part.Plan).HoursText is null)
            {
                break;
            }
        }

        return parts;
    }

    /// <summary>Brings all parts to a state that may come to it.</summary>
    /// <returns>Whether any did.</returns>
    public static async Task<bool> ChangeAsync(
        IQueueBroadcasts broadcasts, string id, BroadcastState to, string reason, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var any = false;
        foreach (var part in await FindAsync(broadcasts, HeadOf(id), cancellationToken).ConfigureAwait(false))
        {
            any |= await broadcasts.ChangeAsync(part.Id, to, reason, now, cancellationToken).ConfigureAwait(false);
        }

        return any;
    }

    /// <summary>Ends a part, or lets it rest: what stops one part stops all, but that its time is over is its own.</summary>
    /// <returns>Whether it was not so before.</returns>
    public static Task<bool> EndAsync(
        IQueueBroadcasts broadcasts, string part, BroadcastState to, string reason, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        to == BroadcastState.Expired ? broadcasts.ChangeAsync(part, to, reason, now, cancellationToken)
            : ChangeAsync(broadcasts, part, to, reason, now, cancellationToken);

    /// <summary>
    /// Begins the parts of a broadcast whose first one has begun, those that have not: whoever started it may have died in between.
    /// </summary>
    public static async Task BeginAsync(IQueueBroadcasts broadcasts, string id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var part in await FindAsync(broadcasts, id, cancellationToken).ConfigureAwait(false))
        {
            if (part.State == BroadcastState.Loading)
            {
                await broadcasts.ChangeAsync(part.Id, BroadcastState.Sending, "", now, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The state of all together.</summary>
    public static StoredBroadcast StateOf(IReadOnlyList<StoredBroadcast> parts)
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
