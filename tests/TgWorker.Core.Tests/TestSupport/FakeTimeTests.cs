using TgWorker.TestSupport.Time;

namespace TgWorker.Core.Tests.TestSupport;

public sealed class FakeTimeTests
{
    private readonly FakeTime _time = new();

    [Fact]
    public void Advance_SeveralTimersDue_FireInOrderAtTheirOwnTime()
    {
        var fired = new List<(string Name, DateTimeOffset At)>();
        var start = _time.GetUtcNow();
        using var late = Timer("late", 30);
        using var early = Timer("early", 10);
        using var never = Timer("never", 31);

        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal([("early", start.AddSeconds(10)), ("late", start.AddSeconds(30))], fired);
        Assert.Equal(TimeSpan.FromSeconds(1), _time.UntilNextTimer);

        ITimer Timer(string name, int seconds) => _time.CreateTimer(
            _ => fired.Add((name, _time.GetUtcNow())), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public void Advance_PeriodicTimer_FiresOncePerPeriodUntilDisposed()
    {
        var fired = 0;
        var timer = _time.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2));

        _time.Advance(TimeSpan.FromSeconds(9));
        timer.Dispose();
        _time.Advance(TimeSpan.FromSeconds(9));

        Assert.Equal(3, fired);
        Assert.Equal(0, _time.Timers);
    }

    [Fact]
    public async Task Advance_DelayOfTheTask_EndsIt()
    {
        var delay = Task.Delay(TimeSpan.FromSeconds(5), _time);

        _time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(delay.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.1));

        await delay;
    }

    [Fact]
    public async Task CreateTimer_DueAtOnce_FiresWithoutAdvance()
    {
        var fired = new TaskCompletionSource();

        using var timer = _time.CreateTimer(_ => fired.TrySetResult(), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);

        await fired.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void JumpWallClock_Back_LeavesTimersAndTimestampsAlone()
    {
        var fired = false;
        using var timer = _time.CreateTimer(_ => fired = true, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        var (before, stamp) = (_time.GetUtcNow(), _time.GetTimestamp());

        _time.JumpWallClock(TimeSpan.FromHours(-1));
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(fired);
        Assert.Equal(before.AddHours(-1).AddSeconds(1), _time.GetUtcNow());
        Assert.Equal(TimeSpan.FromSeconds(1), _time.GetElapsedTime(stamp));
    }
}
