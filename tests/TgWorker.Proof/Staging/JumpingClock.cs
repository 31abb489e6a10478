namespace TgWorker.Proof.Staging;

/// <summary>The system's clock, set by an administrator: timers and timestamps do not notice, as on a real machine.</summary>
public sealed class JumpingClock : TimeProvider
{
    private long _ahead;

    /// <summary>Sets it forward, or back.</summary>
    public void Jump(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));
}
