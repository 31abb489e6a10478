using System.Diagnostics;
using Polly;
using TgWorker.Core.Handling;
using TgWorker.Core.Queues;
using TgWorker.Core.Retrying;

namespace TgWorker.Core.Working;

/// <summary>A slot's work: one delivery and, one after the other, those that follow it in its lane.</summary>
internal sealed class LaneRun(Delivery delivery, JobExecutor executor, Settler settler) : IThreadPoolWorkItem, ITries
{
    private readonly long _laneSince = executor.Time.GetTimestamp();
    private long _handlerSince;
    private int _handlers;
    private RunToken? _token;
    private TaskCompletionSource? _quiet;

    /// <summary>The delivery at hand.</summary>
    public Delivery Delivery { get; private set; } = delivery;

    /// <summary>The failed tries of the job, those of earlier deliveries included.</summary>
    public int Failures { get; set; } = delivery.Failures;

    /// <summary>Whether a slot is held: always, but for the wait before another try, and before the first where it was claimed
    /// ahead.</summary>
    public bool HasSlot { get; set; } = true;

    /// <summary>Whether it was claimed ahead and has not started.</summary>
    public bool IsAhead { get; set; }

    /// <summary>How long the job was told to rest; the wait is under way, or over.</summary>
    public TimeSpan Rested { get; set; }

    /// <summary>Whether the queue said that the lane is no longer this worker's.</summary>
    public bool IsRefused { get; set; }

    /// <summary>The operator who cancelled the delivery at hand; null when none did.</summary>
    public string? CancelledBy => _token?.CancelledBy;

    /// <summary>The span of the last attempt, when somebody listens.</summary>
    public Activity? LastAttempt { get; set; }

    /// <summary>What the handler is given at the try under way; null before it, and once it is counted.</summary>
    public UpdateContext? Update { get; set; }

    /// <summary>How long this run has kept its lane, and its slot.</summary>
    public TimeSpan LaneTime => executor.Time.GetElapsedTime(_laneSince);

    /// <summary>What may still be tried.</summary>
    public RetryPlan Plan => executor.PlanOf(Delivery.Job);

    /// <summary>Which try the next one is, or the one under way.</summary>
    public int Attempt => Judge.OneMore(Plan.Attempts(Failures));

    TimeSpan? ITries.TimeLimit => Plan.Timeout;

    /// <summary>Runs the delivery on the thread pool, so that a handler that blocks holds up nothing but itself.</summary>
    public void Start()
    {
        settler.NoteStarting(1);
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>The delivery begins.</summary>
    /// <returns>What its handler is told to stop by.</returns>
    public CancellationToken Begin()
    {
        var token = _token;
        if (token is null)
        {
            Volatile.Write(ref _token, token = executor.Tokens.Take());
        }

        return token.Begin(Delivery.Fence);
    }

    /// <summary>Cancels a delivery, if it is the one under way.</summary>
    /// <returns>False when it is not, or is cancelled already.</returns>
    public bool Cancel(long fence, string by) => Volatile.Read(ref _token)?.Cancel(fence, by) ?? false;

    /// <summary>Nothing more is run.</summary>
    public void End()
    {
        Delivery.End();
        if (_token is { } token)
        {
            executor.Tokens.Return(token);
        }
    }

    /// <summary>Lets go of the lane without having started: any worker may take it, and no try is used up.</summary>
    public void GiveBack() => settler.Settle(this, new(new Verdict(VerdictKind.Park, Failures)));

    /// <summary>Goes on with the next job of the lane, in the same slot.</summary>
    public void GoOn(Delivery next)
    {
        Delivery.End();
        Delivery = next;
        Failures = next.Failures;
        Rested = default;
        LastAttempt = null;
        Update = null;
        Start();
    }

    /// <summary>The handler is called; strategies of the user may do so several times at once.</summary>
    public void EnterHandler(long now)
    {
        if (Interlocked.Increment(ref _handlers) == 1)
        {
            Volatile.Write(ref _handlerSince, now);
        }
    }

    /// <summary>The handler has ended.</summary>
    public void LeaveHandler()
    {
        if (Interlocked.Decrement(ref _handlers) == 0)
        {
            Volatile.Read(ref _quiet)?.TrySetResult();
        }
    }

    /// <summary>Ends when no call of the handler is under way any more.</summary>
    public Task QuietAsync()
    {
        if (Volatile.Read(ref _handlers) == 0)
        {
            return Task.CompletedTask;
        }

        var quiet = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _quiet, quiet);
        if (Volatile.Read(ref _handlers) == 0)
        {
            quiet.TrySetResult();
        }

        return quiet.Task;
    }

    /// <summary>How long the handler has run.</summary>
    public TimeSpan HandlerTime => executor.Time.GetElapsedTime(Volatile.Read(ref _handlerSince));

    /// <summary>Whether the handler has outlived its time limit by more than this.</summary>
    public bool IsOverdue(TimeSpan by) => Volatile.Read(ref _handlers) > 0 && Plan.Timeout is { } limit
        && executor.Time.GetElapsedTime(Volatile.Read(ref _handlerSince)) - limit > by;

    ValueTask<Verdict> ITries.TryAsync(ResilienceContext context) => executor.TryAsync(this, context);

    ValueTask ITries.RestAsync(Verdict verdict) => executor.RestAsync(this, verdict);

    Verdict ITries.Conclude(Exception exception) => executor.Conclude(this, exception);

    void IThreadPoolWorkItem.Execute()
    {
        var execution = executor.ExecuteAsync(this);
        settler.NoteStarting(-1);
        settler.Settle(this, execution);
    }
}
