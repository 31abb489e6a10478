using TgWorker.Queues.InProcess;
using TgWorker.TestSupport.QueueConformance;
using TgWorker.Working;
using Xunit;

namespace TgWorker.Core.Tests.Working;

public class LeaseKeeperTests
{
    [Fact]
    public async Task IsLost_ProcessStoodStillAndItsTimersHaveNotFired_IsTrueBeforeTheLeaseHasLapsed()
    {
        var time = new LateTimers();
        await using var queue = new InProcessQueue(new ConformanceJobReader(), new InProcessQueueOptions { Lease = TimeSpan.FromSeconds(10) }, time);
        await using var session = await queue.JoinAsync(default);
        await using var keeper = new LeaseKeeper(session, time.GetTimestamp(), _ => { }, _ => { }, time);
        time.Pass(TimeSpan.FromSeconds(8.9));
        Assert.False(keeper.IsLost);

        time.Pass(TimeSpan.FromSeconds(0.1));

        Assert.True(keeper.IsLost);
        Assert.True(keeper.Lost.IsCancellationRequested);
    }

    /// <summary>A clock that goes on while timers do not fire, as for a process that was stopped.</summary>
    private sealed class LateTimers : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Pass(TimeSpan time) => _now += time.Ticks;

        public override long GetTimestamp() => _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
            => System.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
