using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using TgWorker.Core.Queues;
using TgWorker.Core.Telemetry;

namespace TgWorker.Core.Working;

/// <summary>One session at work: claims while there are free slots, runs what it is given, and drains at the end.</summary>
internal sealed partial class SessionRun : IAsyncDisposable
{
    // A lane that others wait for gives its slot up after this long.
    private static readonly TimeSpan LongestLaneTime = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan UnavailablePause = TimeSpan.FromMilliseconds(400);

    // Jobs that wait for their next try hold memory but no slot; more of them than this wait in the queue.
    private const int RestingPerSlot = 4;

    private readonly WorkerRun _worker;
    private readonly int _priority;
    private readonly ILogger _logger;
    private readonly LeaseKeeper _lease;
    private readonly CancellationTokenSource _run;
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    // The runs under way, and the claim loop.
    private int _open = 1;
    private ExceptionDispatchInfo? _crash;
    private int _resting;
    private int _starting;

    public SessionRun(ObservedSession queue, long joinedAt, int priority, WorkerRun worker, ILogger logger)
    {
        Queue = queue;
        _priority = priority;
        _worker = worker;
        _logger = logger;
        _lease = new LeaseKeeper(queue, joinedAt, OnHeartbeat, OnUnavailable, worker.Time);
        _run = CancellationTokenSource.CreateLinkedTokenSource(_lease.Lost, worker.GraceOver);
        Lost = _lease.Lost;
        RunToken = _run.Token;
        Settler = new Settler(this, logger);
    }

    public ObservedSession Queue { get; }

    public Settler Settler { get; }

    public JobExecutor Executor => _worker.Executor;

    public WorkerOptions Options => _worker.Options;

    public TimeProvider Time => _worker.Time;

    /// <summary>What handlers are told to stop by: the lease is lost or the grace period is over.</summary>
    public CancellationToken RunToken { get; }

    /// <summary>Cancelled when the lease is lost.</summary>
    public CancellationToken Lost { get; }

    public bool IsLost => _lease.IsLost;

    /// <summary>Whether a job may wait here for its next try.</summary>
    public bool MayWaitHere => !_worker.Stopping.IsCancellationRequested && !RunToken.IsCancellationRequested
        && Volatile.Read(ref _resting) < RestingPerSlot * Options.Concurrency;

    /// <summary>Whether runs stand in the thread pool's queue or are in a handler that has not yet awaited anything.</summary>
    public bool RunsAreStarting => Volatile.Read(ref _starting) > 0;

    /// <summary>Counts runs that start, or with a negative number those that have.</summary>
    public void NoteStarting(int runs) => Interlocked.Add(ref _starting, runs);

    /// <summary>Works until the worker stops or the lease is lost, then drains.</summary>
    public async Task RunAsync()
    {
        _lease.Start();
        using (var ending = CancellationTokenSource.CreateLinkedTokenSource(Lost, _worker.Stopping))
        {
            await ClaimAsync(ending.Token).ConfigureAwait(false);
        }

        if (await DrainAsync().ConfigureAwait(false))
        {
            Settler.Complete();
            await LeaveAsync().ConfigureAwait(false);
        }
        else
        {
            Settler.Complete();
            HandlersLeft(_logger, Volatile.Read(ref _open));
        }

        _crash?.Throw();
    }

    /// <summary>Whether a run may go on with the next job of its lane.</summary>
    public bool MayTakeNext(JobRun run) =>
        _worker.MayGoOn(_priority) && !IsLost && (_worker.Slots.Free > 0 || run.LaneTime < LongestLaneTime);

    /// <summary>Lets a run rest until its next try: its slot is free meanwhile.</summary>
    public async ValueTask RestAsync(JobRun run)
    {
        try
        {
            run.IsRefused = !await Queue.NoteFailuresAsync(run.Delivery, run.Failures, Lost).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is QueueUnavailableException or OperationCanceledException)
        {
            // Noted at the next failure; until then a crash gives the job one try more.
        }

        Interlocked.Increment(ref _resting);
        run.HasSlot = false;
        _worker.Slots.Release(1, _priority);
    }

    /// <summary>Gets a rested run a slot again.</summary>
    /// <returns>False when it is not to go on here.</returns>
    public async ValueTask<bool> ResumeAsync(JobRun run)
    {
        if (run.IsRefused)
        {
            return false;
        }

        try
        {
            await _worker.Slots.AcquireAsync(1, _priority, isRetry: true, _worker.Stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        Interlocked.Decrement(ref _resting);
        run.HasSlot = true;
        return true;
    }

    /// <summary>Ends a run, with its slot if it has one.</summary>
    public void End(JobRun run)
    {
        if (run.HasSlot)
        {
            _worker.EndSlots(1, _priority);
        }
        else
        {
            Interlocked.Decrement(ref _resting);
        }

        Close(1);
    }

    /// <summary>Ends runs that hold a slot each.</summary>
    public void End(int runs)
    {
        if (runs > 0)
        {
            _worker.EndSlots(runs, _priority);
            Close(runs);
        }
    }

    public void CountFinished(int jobs) => _worker.Figures.CountFinished(_priority, jobs);

    public void CountFailed() => _worker.Figures.CountFailed(_priority);

    /// <summary>Takes note of a call that the queue did not answer.</summary>
    public void OnUnavailable(QueueUnavailableException exception) => _worker.OnUnavailable(exception);

    /// <summary>
    /// Watches work that nobody waits for. Should it ever throw, slots and chats would be stuck behind a lease that goes on
    /// being renewed; so the lease is given up, and the error ends the worker.
    /// </summary>
    public async Task GuardAsync(Task work)
    {
        try
        {
            await work.ConfigureAwait(false);
        }
#pragma warning disable CA1031 // It is thrown again by RunAsync.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Interlocked.CompareExchange(ref _crash, ExceptionDispatchInfo.Capture(exception), null);
            _lease.GiveUp();
        }
    }

    /// <summary>A breath before a failed call is made again.</summary>
    public async Task PauseAsync() => await Task.Delay(UnavailablePause, Time, Lost).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _lease.DisposeAsync().ConfigureAwait(false);
        await Queue.DisposeAsync().ConfigureAwait(false);
    }

    private void Close(int runs)
    {
        _worker.CountDone(runs);
        CloseOpen(runs);
    }

    private void CloseOpen(int count)
    {
        if (Interlocked.Add(ref _open, -count) == 0)
        {
            _drained.TrySetResult();
        }
    }

    private void OnHeartbeat(Heartbeat heartbeat) => _worker.OnHeartbeat(heartbeat, _priority);

    [LoggerMessage(130, LogLevel.Warning, "{Handlers} handlers did not heed their cancellation; their chats go on when the lease has lapsed")]
    private static partial void HandlersLeft(ILogger logger, int handlers);
}
