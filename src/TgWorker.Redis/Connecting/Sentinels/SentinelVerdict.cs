using TgWorker.Redis.Connecting.Wire;

namespace TgWorker.Redis.Connecting.Sentinels;

/// <summary>What follows from what the Sentinels said.</summary>
/// <param name="Primary">The primary.</param>
/// <param name="Epoch">The fail-over since which it is.</param>
/// <param name="IsFailingOver">Whether one of them is about to make another server the primary.</param>
/// <param name="Answering">How many of them were heard lately.</param>
/// <param name="Known">How many there are.</param>
/// <param name="MajorityAt">A timestamp at which a majority had not said otherwise; null when there is no majority.</param>
/// <param name="Replicas">The replicas that could become the primary.</param>
internal sealed record SentinelVerdict(
    ServerAddress Primary,
    long Epoch,
    bool IsFailingOver,
    int Answering,
    int Known,
    long? MajorityAt,
    IReadOnlyList<ServerAddress> Replicas)
{
    /// <summary>Draws the conclusion; null when there are no reports.</summary>
    /// <param name="reports">The last report of each Sentinel that was ever heard.</param>
    /// <param name="freshSince">Reports from before this timestamp are out of date: what they say of the primary may still be the
    /// best that is known, but they confirm nothing.</param>
    /// <param name="forgottenSince">Reports from before this timestamp are of Sentinels that are gone for good, unless there are no
    /// others.</param>
    public static SentinelVerdict? Of(IReadOnlyCollection<SentinelReport> reports, long freshSince, long forgottenSince)
    {
        // A fail-over is heard of from one Sentinel first; its number tells that it is right and the others will follow.
        var heard = reports.Where(report => report.At >= forgottenSince).DefaultIfEmpty(reports.MaxBy(static report => report.At))
            .OfType<SentinelReport>().ToArray();
        var best = heard.OrderByDescending(static report => report.Epoch).ThenByDescending(static report => report.At).FirstOrDefault();
        if (best is null)
        {
            return null;
        }

        var fresh = heard.Where(report => report.At >= freshSince).DistinctBy(static report => report.Id).ToArray();
        var known = 1 + (fresh.Length > 0 ? fresh : heard).Max(static report => report.Others.Count);
        return new SentinelVerdict(
            best.Primary,
            best.Epoch,
            Array.Exists(fresh, report => report.IsFailingOver && report.Epoch == best.Epoch && report.Primary == best.Primary),
            fresh.Length,
            known,
            // A fail-over takes the votes of a majority, and two majorities share a Sentinel.
            fresh.OrderByDescending(static report => report.At).Skip(known / 2).FirstOrDefault()?.At,
            best.Replicas);
    }
}
