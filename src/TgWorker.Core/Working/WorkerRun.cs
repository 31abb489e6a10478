using Microsoft.Extensions.Logging;
using TgWorker.Core.Handling;
using TgWorker.Core.Queues;
using TgWorker.Core.Retrying;

namespace TgWorker.Core.Working;

/// <summary>What the sessions of one running worker share: slots, limits, and the reasons to stop or pause.</summary>
internal sealed partial class WorkerRun : IDisposable
{
    // A queue that refuses some calls and answers others has not come back; one that refused none for so long has.
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(1);

    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stopping;
    private readonly CancellationTokenSource _graceOver = new();
    private readonly bool[] _paused;
    private readonly bool[] _pausedByOperator;
    private readonly bool[] _idle;
    private readonly ITimer? _maxTime;
    private TaskCompletionSource _resumed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WorkerExit? _exit;
    private bool _pausedHere;
    private bool _unavailable;
    private long _unavailableAt;
    private long _started;
    private long _done;

    public WorkerRun(int queues, IUpdateHandler handler, WorkerOptions options, TimeProvider time, ILogger logger, CancellationToken stopping)
    {
        Options = options;
        Time = time;
        _logger = logger;
        Slots = new SlotGate(options.Concurrency, queues, options.Weights, options.ConcurrencyPerQueue);
        Executor = new JobExecutor(new AttemptPipeline(handler, options.Retry, time), options);
        Figures = new WorkerFigures(queues);
        _paused = new bool[queues];
        _pausedByOperator = new bool[queues];
        _idle = new bool[queues];
        _stopping = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _stopping.Token.UnsafeRegister(static state => ((WorkerRun)state!).StartGrace(), this);
        _maxTime = options.MaxTime > TimeSpan.Zero
            ? time.CreateTimer(static state => ((WorkerRun)state!).Stop(WorkerExit.MaxTime), this, options.MaxTime, Timeout.InfiniteTimeSpan)
            : null;
    }

    public WorkerOptions Options { get; }

    public TimeProvider Time { get; }

    public SlotGate Slots { get; }

    public JobExecutor Executor { get; }

    public WorkerFigures Figures { get; }

    /// <summary>Cancelled when nothing new is to be claimed any more.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Cancelled when running handlers have had their time to end.</summary>
    public CancellationToken GraceOver => _graceOver.Token;

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

    /// <summary>Whether runs may go on with the next job of their lane without asking for a claim.</summary>
    public bool MayGoOn(int queue) => Options.MaxJobs == 0 && Options.Rest == TimeSpan.Zero && Slots.IsWithinLimit(queue) && !Stopping.IsCancellationRequested && !Volatile.Read(ref _paused[queue]);

    /// <summary>How many jobs may still be started.</summary>
    public int MostToStart => Options.MaxJobs == 0
        ? Options.Concurrency
        : (int)Math.Min(Options.Concurrency, Options.MaxJobs - Interlocked.Read(ref _started));

    /// <summary>What there is to do on a queue at this moment.</summary>
    public WorkerLoad LoadOf(int queue) => Figures.LoadOf(queue, Slots.HeldBy(queue), Math.Min(Slots.LimitOf(queue), Options.Concurrency));

    /// <summary>Gives slots back whose jobs have ended, at once or after their rest.</summary>
    public void EndSlots(int count, int queue)
    {
        if (Options.Rest == TimeSpan.Zero)
        {
            Slots.Release(count, queue);
        }
        else
        {
            _ = RestAsync(count, queue);
        }
    }

    public void CountStarted(int jobs) => Interlocked.Add(ref _started, jobs);

    public void CountDone(int jobs)
    {
        if (Options.MaxJobs > 0 && Interlocked.Add(ref _done, jobs) >= Options.MaxJobs)
        {
            Stop(WorkerExit.MaxJobs);
        }
    }

    /// <summary>Stops the worker for a reason of its own.</summary>
    public void Stop(WorkerExit exit)
    {
        lock (_lock)
        {
            _exit ??= Stopping.IsCancellationRequested ? WorkerExit.Stopped : exit;
        }

        _stopping.Cancel();
    }

    /// <summary>A queue answered a claim; it is idle when it had nothing to give and nothing of it is being run.</summary>
    public void Claimed(int queue, bool isIdle)
    {
        if (!Options.StopWhenEmpty)
        {
            return;
        }

        bool all;
        lock (_lock)
        {
            _idle[queue] = isIdle;
            all = Array.TrueForAll(_idle, idle => idle);
        }

        if (all)
        {
            Stop(WorkerExit.Empty);
        }
    }

    public void OnHeartbeat(Heartbeat heartbeat, int queue)
    {
        OnAvailable();
        Pause(queue, heartbeat.Paused);
        if (heartbeat.RestartRequested)
        {
            Stop(WorkerExit.Restart);
        }

        if (Options.MemoryMegabytes > 0 && Environment.WorkingSet > Options.MemoryMegabytes * 1024L * 1024L)
        {
            Stop(WorkerExit.Memory);
        }
    }

    /// <summary>Pauses all queues in this process, or lets them go on; what an operator paused stays so.</summary>
    public void PauseHere(bool paused)
    {
        lock (_lock)
        {
            if (_pausedHere == paused)
            {
                return;
            }

            _pausedHere = paused;
            UpdatePaused();
        }

        PausedHere(_logger, paused ? "paused: it lets running jobs end and claims nothing" : "continued");
    }

    /// <summary>Waits while the queue is paused.</summary>
    public async ValueTask ResumedAsync(int queue, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task resumed;
            lock (_lock)
            {
                if (!_paused[queue])
                {
                    return;
                }

                resumed = _resumed.Task;
            }

            await resumed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Logs once that the queue went away, however many calls say so.</summary>
    public void OnUnavailable(QueueUnavailableException exception)
    {
        lock (_lock)
        {
            _unavailableAt = Time.GetTimestamp();
            if (_unavailable)
            {
                return;
            }

            _unavailable = true;
        }

        Unavailable(_logger, exception.Message);
    }

    public void Dispose()
    {
        _maxTime?.Dispose();
        _stopping.Dispose();
        _graceOver.Dispose();
    }

    private void OnAvailable()
    {
        lock (_lock)
        {
            if (!_unavailable || Time.GetElapsedTime(_unavailableAt) < Calm)
            {
                return;
            }

            _unavailable = false;
        }

        Available(_logger);
    }

    private void Pause(int queue, bool paused)
    {
        lock (_lock)
        {
            if (_pausedByOperator[queue] == paused)
            {
                return;
            }

            _pausedByOperator[queue] = paused;
            UpdatePaused();
        }

        PauseChanged(_logger, paused ? "paused" : "continued");
    }

    private void UpdatePaused()
    {
        for (var i = 0; i < _paused.Length; i++)
        {
            Volatile.Write(ref _paused[i], _pausedHere || _pausedByOperator[i]);
            Slots.NoteBacklog(i, Slots.HasBacklog(i) && !_paused[i]);
        }

        _resumed.TrySetResult();
        _resumed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private async Task RestAsync(int count, int queue)
    {
        await Task.Delay(Options.Rest, Time, Stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Slots.Release(count, queue);
    }

    private void StartGrace() => _graceOver.CancelAfter(Options.Grace);

    [LoggerMessage(101, LogLevel.Warning, "The queue is not available; the worker goes on trying. {Reason}")]
    private static partial void Unavailable(ILogger logger, string reason);

    [LoggerMessage(102, LogLevel.Information, "The queue is available again")]
    private static partial void Available(ILogger logger);

    [LoggerMessage(108, LogLevel.Information, "This worker was {What}")]
    private static partial void PausedHere(ILogger logger, string what);

    [LoggerMessage(103, LogLevel.Information, "The queue was {What} by an operator")]
    private static partial void PauseChanged(ILogger logger, string what);
}
