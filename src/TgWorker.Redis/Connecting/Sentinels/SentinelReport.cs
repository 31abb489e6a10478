using TgWorker.Redis.Connecting.Wire;

namespace TgWorker.Redis.Connecting.Sentinels;

/// <summary>What one Sentinel said.</summary>
/// <param name="Id">The Sentinel's own name among Sentinels.</param>
/// <param name="Primary">The server it names.</param>
/// <param name="Epoch">The number of the fail-over since which that is so; the greatest of all Sentinels is right.</param>
/// <param name="IsFailingOver">Whether it is making another server the primary, and has not yet.</param>
/// <param name="Others">The other Sentinels that it knows, by their names.</param>
/// <param name="Replicas">The replicas that could become the primary.</param>
/// <param name="At">A timestamp from before it was asked.</param>
internal sealed record SentinelReport(
    string Id,
    ServerAddress Primary,
    long Epoch,
    bool IsFailingOver,
    IReadOnlyDictionary<string, ServerAddress> Others,
    IReadOnlyList<ServerAddress> Replicas,
    long At);
