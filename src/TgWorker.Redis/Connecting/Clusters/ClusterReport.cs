namespace TgWorker.Redis.Connecting.Clusters;

/// <summary>What a node of a cluster said of all of them.</summary>
/// <param name="Nodes">The nodes that it knows, itself among them.</param>
/// <param name="At">A timestamp from before it was asked.</param>
internal sealed record ClusterReport(IReadOnlyList<ClusterNode> Nodes, long At)
{
    /// <summary>The name of the node that said so.</summary>
    public string? Id => Nodes.FirstOrDefault(static node => node.IsMyself)?.Id;
}
