using TgWorker.Redis.Connecting.Wire;

namespace TgWorker.Redis.Connecting.Primaries;

/// <summary>A server for as long as it is the primary.</summary>
/// <param name="Address">Where it listens; null for the one that the options name.</param>
/// <param name="Term">Grows when another becomes the primary, also when one becomes it again.</param>
internal sealed record Place(ServerAddress? Address, long Term);
