using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TgWorker.Core.Queues;
using TgWorker.Core.Telemetry;

namespace TgWorker.Core.Working;

/// <summary>
/// Writes verdicts to the queue: finishes in batches, the rest one by one. What follows in a lane comes back with the
/// answer and runs on in the same slot.
/// </summary>
internal sealed partial class Settler(SessionRun session, ILogger logger) : IThreadPoolWorkItem
{
    // Two, so that one batch fills while the other is on its way.
    private const int MostOnTheWay = 2;
    private const int LargestBatch = 128;

    private readonly ConcurrentQueue<JobRun> _finished = new();
    private int _onTheWay;
    private int _called;
    private volatile bool _completed;

    /// <summary>Takes a run's verdict; returns at once.</summary>
    public void Settle(JobRun run, Verdict verdict)
    {
        switch (verdict.Kind)
        {
            case VerdictKind.Finish when !_completed:
                _finished.Enqueue(run);
                Call();
                break;
            case VerdictKind.Finish or VerdictKind.Abandon:
                session.End(run);
                break;
            default:
                _ = session.GuardAsync(SettleOneAsync(run, verdict));
                break;
        }
    }

    /// <summary>No verdicts will come any more.</summary>
    public void Complete() => _completed = true;

    void IThreadPoolWorkItem.Execute()
    {
        // With a full fence: what is finished from here on calls again, and what was finished before is seen below.
        Interlocked.Exchange(ref _called, 0);
        Write();
    }

    // With runs about to end, a batch is worth waiting for: until the pool comes to this, behind them in its queue. With none,
    // a busy chat is all there is, and every change of threads would delay it.
    private void Call()
    {
        if (!session.RunsAreStarting)
        {
            Write();
        }
        else if (Volatile.Read(ref _onTheWay) < MostOnTheWay && Interlocked.Exchange(ref _called, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    private void Write()
    {
        while (!_finished.IsEmpty)
        {
            var onTheWay = Volatile.Read(ref _onTheWay);
            if (onTheWay == MostOnTheWay)
            {
                // Whoever comes back next writes these too.
                return;
            }

            if (Interlocked.CompareExchange(ref _onTheWay, onTheWay + 1, onTheWay) == onTheWay)
            {
                _ = session.GuardAsync(WriteBatchAsync());
                return;
            }
        }
    }

    private async Task WriteBatchAsync()
    {
        var staying = new List<JobRun>();
        var leaving = new List<JobRun>();
        while (staying.Count + leaving.Count < LargestBatch && _finished.TryDequeue(out var run))
        {
            (session.MayTakeNext(run) ? staying : leaving).Add(run);
        }

        await FinishAsync(staying, takeNext: true).ConfigureAwait(false);
        await FinishAsync(leaving, takeNext: false).ConfigureAwait(false);
        Interlocked.Decrement(ref _onTheWay);
        if (!_finished.IsEmpty)
        {
            Call();
        }
    }

    private async Task FinishAsync(List<JobRun> runs, bool takeNext)
    {
        if (runs.Count == 0)
        {
            return;
        }

        var deliveries = runs.ConvertAll(static run => run.Delivery);
        var settled = await InsistAsync(() => session.Queue.FinishAsync(deliveries, takeNext, session.Lost)).ConfigureAwait(false);
        session.CountFinished(settled is null ? 0 : runs.Count);
        var ended = 0;
        for (var i = 0; i < runs.Count; i++)
        {
            var answer = settled?[i] ?? default;
            ended += GoOnOrEnd(runs[i], answer) ? 0 : 1;
        }

        session.End(ended);
    }

    private async Task SettleOneAsync(JobRun run, Verdict verdict)
    {
        using var settling = AttemptSpan.StartSettling(run, verdict.Kind);
        if (verdict.Kind == VerdictKind.Fail)
        {
            var failure = new Failure(verdict.Error!, run.Plan.Attempts(run.Failures), session.Options.OnFailure == OnFailure.Hold);
            var takeNext = session.MayTakeNext(run) && run.HasSlot;
            var settled = await InsistAsync(() => session.Queue.FailAsync(run.Delivery, failure, takeNext, session.Lost)).ConfigureAwait(false);
            if (settled.Accepted)
            {
                session.CountFailed();
                JobFailed(logger, run.Delivery.Job.UpdateId, run.Delivery.Lane, failure.Attempts, failure.Error);
            }

            if (GoOnOrEnd(run, settled))
            {
                return;
            }
        }
        else
        {
            var accepted = await InsistAsync(() => session.Queue.ParkAsync(run.Delivery, verdict.Delay, run.Failures, session.Lost)).ConfigureAwait(false);
            if (!accepted && !session.IsLost)
            {
                Refused(logger, run.Delivery.Job.UpdateId, run.Delivery.Lane);
            }
        }

        session.End(run);
    }

    private bool GoOnOrEnd(JobRun run, Settled settled)
    {
        // A lost lease is one line for all of them.
        if (!settled.Accepted && !session.IsLost)
        {
            Refused(logger, run.Delivery.Job.UpdateId, run.Delivery.Lane);
        }

        if (settled.Next is not { } next)
        {
            return false;
        }

        run.GoOn(next);
        return true;
    }

    /// <summary>Calls until the queue has answered, or the lease is lost and the answer could only be no.</summary>
    private async Task<T?> InsistAsync<T>(Func<ValueTask<T>> call)
    {
        while (!session.IsLost)
        {
            try
            {
                return await call().ConfigureAwait(false);
            }
            catch (QueueUnavailableException exception)
            {
                session.OnUnavailable(exception);
                await session.PauseAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        return default;
    }

    [LoggerMessage(120, LogLevel.Warning, "Update {UpdateId} of chat {Lane} failed after {Attempts} tries: {Error}")]
    private static partial void JobFailed(ILogger logger, long? updateId, string lane, int attempts, string error);

    [LoggerMessage(121, LogLevel.Warning, "The outcome of update {UpdateId} of chat {Lane} was refused: the chat is with another worker by now")]
    private static partial void Refused(ILogger logger, long? updateId, string lane);
}
