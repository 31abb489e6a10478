using TgWorker.Core.Broadcasts;

namespace TgWorker.Core.Queues;

/// <summary>What is done with all parts of a broadcast.</summary>
internal static class BroadcastFamilies
{
    // Not empty: one that a worker let rest as its first messages were refused, and somebody continued, is not to rest again for them.
    private const string Continued = "continued";

    /// <summary>All its parts; null when there is no such broadcast.</summary>
    /// <param name="broadcasts">Where they are kept.</param>
    /// <param name="id">The id of the broadcast, or of a part of it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<BroadcastFamily?> FindFamilyAsync(
        this IQueueBroadcasts broadcasts, string id, CancellationToken cancellationToken)
    {
        var parts = new List<StoredBroadcast>();
        var head = BroadcastFamily.HeadOf(id);
        while (await broadcasts.FindAsync(BroadcastFamily.IdOf(head, parts.Count + 1), cancellationToken).ConfigureAwait(false) is { } part)
        {
            parts.Add(part);
        }

        return parts.Count == 0 ? null : new BroadcastFamily(parts);
    }

    /// <summary>Brings all parts to a state that may come to it.</summary>
    /// <returns>Whether any did.</returns>
    public static async Task<bool> ChangeFamilyAsync(
        this IQueueBroadcasts broadcasts, string id, BroadcastState to, string reason, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var any = false;
        foreach (var part in (await broadcasts.FindFamilyAsync(id, cancellationToken).ConfigureAwait(false))?.Parts ?? [])
        {
            any |= await broadcasts.ChangeAsync(part.Id, to, reason, now, cancellationToken).ConfigureAwait(false);
        }

        return any;
    }

    /// <summary>Goes on with all parts that rest. One that still loads is begun by whoever loads it.</summary>
    /// <returns>Whether any rested.</returns>
    public static async Task<bool> ContinueFamilyAsync(
        this IQueueBroadcasts broadcasts, string id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var any = false;
        foreach (var part in (await broadcasts.FindFamilyAsync(id, cancellationToken).ConfigureAwait(false))?.Parts ?? [])
        {
            any |= part.State == BroadcastState.Paused && await broadcasts
                .ChangeAsync(part.Id, BroadcastState.Sending, Continued, now, cancellationToken).ConfigureAwait(false);
        }

        return any;
    }

    /// <summary>Ends a part, or lets it rest: what stops one part stops all, but that its time is over is its own.</summary>
    /// <returns>Whether it was not so before.</returns>
    public static Task<bool> EndPartAsync(
        this IQueueBroadcasts broadcasts, string part, BroadcastState to, string reason, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        to == BroadcastState.Expired ? broadcasts.ChangeAsync(part, to, reason, now, cancellationToken)
            : broadcasts.ChangeFamilyAsync(part, to, reason, now, cancellationToken);

    /// <summary>
    /// Begins the parts of a broadcast whose first one has begun, those that have not: whoever started it may have died in between.
    /// </summary>
    public static async Task BeginFamilyAsync(
        this IQueueBroadcasts broadcasts, string id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var part in (await broadcasts.FindFamilyAsync(id, cancellationToken).ConfigureAwait(false))?.Parts ?? [])
        {
            if (part.State == BroadcastState.Loading)
            {
                await broadcasts.ChangeAsync(part.Id, BroadcastState.Sending, "", now, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
