namespace TgWorker.Redis.Connecting;

/// <summary>Runs something every so often, at most once at a time, on the beat of something more frequent.</summary>
/// <param name="run">What to run; it does not throw.</param>
/// <param name="period">The shortest time from one start to the next.</param>
/// <param name="time">The clock.</param>
internal sealed class Periodic(Func<Task> run, TimeSpan period, TimeProvider time)
{
    private readonly Lock _lock = new();
    private Task _running = Task.CompletedTask;
    private long? _started;

    /// <summary>Starts a run if one is due and none is under way.</summary>
    public void Beat()
    {
        lock (_lock)
        {
            if (_running.IsCompleted && (_started is not { } started || time.GetElapsedTime(started) >= period))
            {
                _ = Start();
            }
        }
    }

    /// <summary>Runs now, or joins the run under way.</summary>
    public Task RunAsync()
    {
        lock (_lock)
        {
            return _running.IsCompleted ? Start() : _running;
        }
    }

    /// <summary>Waits for the run under way, if there is one.</summary>
    public Task IdleAsync()
    {
        lock (_lock)
        {
            return _running;
        }
    }

    private Task Start()
    {
        _started = time.GetTimestamp();
        return _running = run();
    }
}
