using TgWorker.TestSupport.Waiting;

namespace TgWorker.TestSupport.Time;

/// <summary>A clock that stands still until a test moves it on; timers fire at their due time, in order, on the test's thread.</summary>
public sealed class FakeTime(DateTimeOffset? start = null) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<FakeTimer> _timers = [];
    private DateTimeOffset _wallClock = start ?? new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private TimeSpan _elapsed;

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How many timers (and so delays and time-outs) wait for their due time.</summary>
    public int Timers
    {
        get
        {
            lock (_gate)
            {
                return _timers.Count;
            }
        }
    }

    /// <summary>How long it is until the next timer fires; null when there is none.</summary>
    public TimeSpan? UntilNextTimer
    {
        get
        {
            lock (_gate)
            {
                return _timers.Count == 0 ? null : _timers.Min(timer => timer.Due) - _elapsed;
            }
        }
    }

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _wallClock;
        }
    }

    /// <inheritdoc />
    public override long GetTimestamp()
    {
        lock (_gate)
        {
            return _elapsed.Ticks;
        }
    }

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets time pass. Timers that fall due on the way, also those set by other timers, fire at their own time.</summary>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        TimeSpan end;
        lock (_gate)
        {
            end = _elapsed + time;
        }

        while (MoveToNextTimer(end) is { } timer)
        {
            timer.Fire();
        }
    }

    /// <summary>Sets the wall clock as an administrator would: timers and timestamps do not notice.</summary>
    public void JumpWallClock(TimeSpan by)
    {
        lock (_gate)
        {
            _wallClock += by;
        }
    }

    /// <summary>Waits until the code under test has set so many timers: it is now waiting for time to pass.</summary>
    public Task WaitForTimersAsync(int atLeast = 1) => Eventually.TrueAsync(() => Timers >= atLeast);

    internal void Schedule(FakeTimer timer, TimeSpan dueTime)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                timer.Due = _elapsed + dueTime;
                _timers.Add(timer);
            }
        }
    }

    private FakeTimer? MoveToNextTimer(TimeSpan end)
    {
        lock (_gate)
        {
            var next = _timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            MoveTo(next is null ? end : next.Due);
            if (next is null)
            {
                return null;
            }

            _timers.Remove(next);
            if (next.Period is { } period)
            {
                next.Due += period;
                _timers.Add(next);
            }

            return next;
        }
    }

    private void MoveTo(TimeSpan moment)
    {
        if (moment > _elapsed)
        {
            _wallClock += moment - _elapsed;
            _elapsed = moment;
        }
    }
}
