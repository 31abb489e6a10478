namespace TgWorker.TestSupport.Time;

/// <summary>A timer of a <see cref="FakeTime"/>.</summary>
internal sealed class FakeTimer(FakeTime time, TimerCallback callback, object? state) : ITimer
{
    private bool _disposed;

    /// <summary>When it fires, counted from the clock's start. Guarded by the clock.</summary>
    public TimeSpan Due { get; set; }

    /// <summary>How often it fires after that; null is once.</summary>
    public TimeSpan? Period { get; private set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_disposed)
        {
            return false;
        }

        Period = period > TimeSpan.Zero ? period : null;
        if (dueTime == TimeSpan.Zero)
        {
            // Due at once, as with the system's clock: on another thread, before any time has passed.
            ThreadPool.UnsafeQueueUserWorkItem(static timer => timer.Fire(), this, preferLocal: false);
            dueTime = Period ?? Timeout.InfiniteTimeSpan;
        }

        time.Schedule(this, dueTime);
        return true;
    }

    public void Fire() => callback(state);

    public void Dispose()
    {
        _disposed = true;
        time.Schedule(this, Timeout.InfiniteTimeSpan);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
