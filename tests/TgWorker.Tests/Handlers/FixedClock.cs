namespace TgWorker.Tests.Handlers;

/// <summary>A clock that stands at noon of 2025-11-21 UTC.</summary>
internal sealed class FixedClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(2025, 11, 21, 12, 0, 0, TimeSpan.Zero);
}
