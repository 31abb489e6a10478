using System.Diagnostics;
using TgWorker.Core.Handling;
using TgWorker.Core.Queues;
using TgWorker.Core.Retrying;

namespace TgWorker.Core.Working;

/// <summary>A slot's work: one delivery and, one after the other, those that follow it in its lane.</summary>
internal sealed class JobRun(SessionRun session, Delivery delivery) : IThreadPoolWorkItem
{
    private readonly long _laneSince = session.Time.GetTimestamp();

    /// <summary>The session the delivery belongs to.</summary>
    public SessionRun Session { get; } = session;

    /// <summary>The delivery at hand.</summary>
    public Delivery Delivery { get; private set; } = delivery;

    /// <summary>The failed tries of the job, those of earlier deliveries included.</summary>
    public int Failures { get; set; } = delivery.Failures;

    /// <summary>What is to become of the delivery; the last attempt decides.</summary>
    public Verdict Verdict { get; set; }

    /// <summary>Whether a slot is held: always, but for the wait before another try.</summary>
    public bool HasSlot { get; set; } = true;

    /// <summary>Whether the queue said that the lane is no longer this worker's.</summary>
    public bool IsRefused { get; set; }

    /// <summary>The span of the last attempt, when somebody listens.</summary>
    public Activity? LastAttempt { get; set; }

    /// <summary>What may still be tried.</summary>
    public RetryPlan Plan => new(Delivery.Job, Session.Options.Retry, Session.Time);

    /// <summary>How long this run has kept its lane, and its slot.</summary>
    public TimeSpan LaneTime => Session.Time.GetElapsedTime(_laneSince);

    /// <summary>The context for the next attempt.</summary>
    public UpdateContext NewContext() => new(Delivery, Plan.Attempts(Failures) + 1, Session.Queue.Memory);

    /// <summary>Runs the delivery on the thread pool, so that a handler that blocks holds up nothing but itself.</summary>
    public void Start()
    {
        Session.NoteStarting(1);
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Goes on with the next job of the lane, in the same slot.</summary>
    public void GoOn(Delivery next)
    {
        Delivery = next;
        Failures = next.Failures;
        Verdict = default;
        LastAttempt = null;
        Start();
    }

    void IThreadPoolWorkItem.Execute()
    {
        var execution = Session.Executor.ExecuteAsync(this);
        Session.NoteStarting(-1);
        if (execution.IsCompletedSuccessfully)
        {
            Session.Settler.Settle(this, execution.Result);
        }
        else
        {
            _ = SettleWhenDoneAsync(execution);
        }
    }

    private async Task SettleWhenDoneAsync(ValueTask<Verdict> execution) =>
        Session.Settler.Settle(this, await execution.ConfigureAwait(false));
}
