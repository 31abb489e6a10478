using TgWorker.Redis.Connecting.Primaries;

namespace TgWorker.Redis.Connecting.Clusters;

/// <summary>What follows from what the nodes of a cluster said.</summary>
/// <param name="Whereabouts">The primary that has the slot, and whether it may be used.</param>
/// <param name="ProvenAt">The timestamp of the proof that it may; null where there is none.</param>
/// <param name="Nodes">The nodes there are.</param>
internal sealed record ClusterVerdict(Whereabouts Whereabouts, long? ProvenAt, IReadOnlyList<ClusterNode> Nodes)
{
    /// <summary>Said while nobody has the slot.</summary>
    public const string NoOwner = "no primary of the cluster has the queue's slot: look at CLUSTER NODES";

    /// <summary>Draws the conclusion.</summary>
    /// <param name="reports">The last report of each node that was ever heard.</param>
    /// <param name="freshSince">Reports from before this timestamp confirm nothing.</param>
    public static ClusterVerdict Of(IReadOnlyCollection<ClusterReport> reports, long freshSince)
    {
        // Who has taken a slot over says so first, under a greater epoch; the others will follow. So nobody goes back to the one before.
        var best = reports.Where(static report => OwnerIn(report) is not null)
            .OrderByDescending(static report => OwnerIn(report)!.Epoch).ThenByDescending(static report => report.At).FirstOrDefault();
        if (best is null)
        {
            var silent = reports.Count == 0 ? "no node of the cluster has answered" : NoOwner;
            return new ClusterVerdict(new Whereabouts(null, silent), null, [.. reports.SelectMany(static report => report.Nodes)]);
        }

        // To take a slot over takes the votes of a majority of the primaries, and two majorities share one.
        var owner = OwnerIn(best)!;
        var voters = best.Nodes.Where(static node => node.HasSlots).Select(static node => node.Id).ToHashSet();
        var heard = reports.Where(report => report.At >= freshSince && report.Id is { } id && voters.Contains(id))
            .OrderByDescending(static report => report.At).DistinctBy(static report => report.Id).ToList();
        if (heard.Count <= voters.Count / 2)
        {
            return Unsure(new Place(owner.Address, owner.Epoch), $"only {heard.Count} of the cluster's {voters.Count} primaries answer: "
                + "another may have the queue by now; see to it that more than half of them can be reached from here", best.Nodes);
        }

        // One that stands still and goes on after it was replaced answers what it was asked before, and does not know better for a moment.
        return heard.Find(report => report.Id == owner.Id) is { } itself
            ? new ClusterVerdict(
                new Whereabouts(new Place(owner.Address, owner.Epoch), null), Math.Min(heard[voters.Count / 2].At, itself.At), best.Nodes)
            : Unsure(null, $"the primary that has the queue, {owner.Address}, does not answer, and no replica has taken over", best.Nodes);
    }

    private static ClusterVerdict Unsure(Place? place, string trouble, IReadOnlyList<ClusterNode> nodes) =>
        new(new Whereabouts(place, trouble), null, nodes);

    private static ClusterNode? OwnerIn(ClusterReport report) => report.Nodes.FirstOrDefault(static node => node.HasSlot);
}
