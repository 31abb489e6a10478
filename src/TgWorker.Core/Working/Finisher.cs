using System.Collections.Concurrent;
using TgWorker.Core.Queues;

namespace TgWorker.Core.Working;

/// <summary>Writes in batches that jobs are done. What follows in a lane comes back with the answer and runs on in the same slot.</summary>
internal sealed class Finisher(IQueueSession queue, SessionLife life, OpenRuns runs, QueueWork work, SettlingWriter writer, Crash crash)
    : IThreadPoolWorkItem
{
    // Two, so that one batch fills while the other is on its way.
    private const int MostOnTheWay = 2;
    private const int LargestBatch = 128;

    private readonly ConcurrentQueue<LaneRun> _finished = new();
    private int _starting;
    private int _onTheWay;
    private int _called;

    /// <summary>Counts runs that start, or with a negative number those that have: they may be about to end.</summary>
    public void NoteStarting(int count) => Interlocked.Add(ref _starting, count);

    /// <summary>Takes a run whose job is done; returns at once.</summary>
    public void Finish(LaneRun run)
    {
        _finished.Enqueue(run);
        Call();
    }

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
        if (Volatile.Read(ref _starting) == 0)
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
                _ = crash.GuardAsync(WriteBatchAsync());
                return;
            }
        }
    }

    private async Task WriteBatchAsync()
    {
        var staying = new List<LaneRun>();
        var leaving = new List<LaneRun>();
        while (staying.Count + leaving.Count < LargestBatch && _finished.TryDequeue(out var run))
        {
            (writer.MayTakeNext(run) ? staying : leaving).Add(run);
        }

        await WriteAsync(staying, takeNext: true).ConfigureAwait(false);
        await WriteAsync(leaving, takeNext: false).ConfigureAwait(false);
        Interlocked.Decrement(ref _onTheWay);
        if (!_finished.IsEmpty)
        {
            Call();
        }
    }

    private async Task WriteAsync(List<LaneRun> finished, bool takeNext)
    {
        if (finished.Count == 0)
        {
            return;
        }

        var deliveries = finished.ConvertAll(static run => run.Delivery);
        var answers = await writer.InsistAsync(() => queue.FinishAsync(deliveries, takeNext, life.Lost)).ConfigureAwait(false);
        work.CountFinished(answers is null ? 0 : finished.Count);
        var ended = new List<LaneRun>(finished.Count);
        for (var i = 0; i < finished.Count; i++)
        {
            if (!writer.GoesOn(finished[i], answers?[i] ?? default))
            {
                ended.Add(finished[i]);
            }
        }

        runs.End(ended);
    }
}
