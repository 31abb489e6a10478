namespace TgWorker.Proof.Checking;

/// <summary>What is left in the queue when the workers are done, or stopped. Update ids are unique among all lanes.</summary>
/// <param name="Queued">Updates on the list or in lanes.</param>
/// <param name="Failed">Updates among the failed jobs.</param>
public sealed record Remains(IReadOnlySet<long> Queued, IReadOnlySet<long> Failed)
{
    /// <summary>Nothing.</summary>
    public static Remains Nothing { get; } = new(new HashSet<long>(), new HashSet<long>());
}
