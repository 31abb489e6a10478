namespace TgWorker.Core.Working;

/// <summary>The end of a running worker: what it ends for, and how much time handlers have then.</summary>
internal sealed class WorkerStop : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stopping;
    private readonly CancellationTokenSource _graceOver;
    private readonly ITimer? _maxTime;
    private readonly TimeSpan _grace;
    private WorkerExit? _exit;

    /// <param name="options">Grace and the longest time to work.</param>
    /// <param name="time">The clock.</param>
    /// <param name="asked">Cancelled when the worker is asked to stop.</param>
    public WorkerStop(WorkerOptions options, TimeProvider time, CancellationToken asked)
    {
        _grace = options.Grace;
        _graceOver = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _stopping = CancellationTokenSource.CreateLinkedTokenSource(asked);
        Stopping = _stopping.Token;
        GraceOver = _graceOver.Token;
        Stopping.UnsafeRegister(static state => ((WorkerStop)state!).StartGrace(), this);
        _maxTime = options.MaxTime > TimeSpan.Zero
            ? time.CreateTimer(static state =>
                ((WorkerStop)state!).Stop(WorkerExit.MaxTime), this, options.MaxTime, Timeout.InfiniteTimeSpan)
            : null;
    }

    /// <summary>Cancelled when nothing new is to be claimed any more.</summary>
    public CancellationToken Stopping { get; }

    /// <summary>Cancelled when running handlers have had their time to end.</summary>
    public CancellationToken GraceOver { get; }

    /// <summary>Why the worker stops.</summary>
    public WorkerExit Exit
    {
        get
        {
            lock (_lock)
            {
                return _exit ?? WorkerExit.Stopped;
            }
        }
    }

    /// <summary>Stops the worker for a reason of its own; the first reason counts.</summary>
    public void Stop(WorkerExit exit)
    {
        lock (_lock)
        {
            _exit ??= Stopping.IsCancellationRequested ? WorkerExit.Stopped : exit;
        }

        _stopping.Cancel();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _maxTime?.Dispose();
        _stopping.Dispose();
        _graceOver.Dispose();
    }

    private void StartGrace() => _graceOver.CancelAfter(_grace);
}
