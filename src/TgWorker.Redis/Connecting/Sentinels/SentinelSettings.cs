using TgWorker.Redis.Connecting.Wire;

namespace TgWorker.Redis.Connecting.Sentinels;

/// <summary>Which Sentinels to ask and how to sign in, to them and to the servers they name.</summary>
/// <param name="Address">The Sentinels.</param>
/// <param name="Sentinel">How to sign in to them.</param>
/// <param name="Server">How to sign in to the servers.</param>
internal sealed record SentinelSettings(SentinelAddress Address, SignIn Sentinel, SignIn Server);
