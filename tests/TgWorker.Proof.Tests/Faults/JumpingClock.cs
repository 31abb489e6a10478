namespace TgWorker.Proof.Tests.Faults;

/// <summary>The system's clock, set by an administrator: timers and timestamps do not notice, as on a real machine.</summary>
internal sealed class JumpingClock : TimeProvider
{
    private long _ahead;

    public void Jump(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));
}
