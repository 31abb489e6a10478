using TgWorker.Redis.Connecting.Primaries;
using TgWorker.Redis.Connecting.Wire;

namespace TgWorker.Redis.Connecting.Sentinels;

/// <summary>What a primary said of its replicas.</summary>
/// <param name="Place">The primary.</param>
/// <param name="Missing">Those that should follow it and do not; null when it is no primary or did not answer.</param>
/// <param name="At">A timestamp from before it was asked.</param>
internal sealed record ReplicaReport(Place Place, IReadOnlyList<ServerAddress>? Missing, long At);
