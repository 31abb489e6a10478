using TgWorker.Core.Health;
using TgWorker.Core.Queues;

namespace TgWorker.Core.Working;

/// <summary>The runs of a session that are under way, and what their ends give back.</summary>
internal sealed class OpenRuns(QueueSlots slots, RestingRuns resting, RunsAhead ahead, JobBudget budget, IdleWatch? idle) : IRunSigns
{
    private const int MostShown = 20;

    private readonly Lock _lock = new();
    private readonly HashSet<LaneRun> _runs = [];
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isClosed;
    private bool _isLeft;

    /// <summary>Runs that hold a slot.</summary>
    public int WithSlot
    {
        get
        {
            lock (_lock)
            {
                return _runs.Count(static run => run.HasSlot);
            }
        }
    }

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _runs.Count;
            }
        }
    }

    /// <summary>Ends when there are none and none will come.</summary>
    public Task Drained => _drained.Task;

    /// <summary>Runs begin, with a slot each or ahead of it.</summary>
    public void Open(LaneRun[] runs)
    {
        lock (_lock)
        {
            foreach (var run in runs)
            {
                _runs.Add(run);
            }
        }

        idle?.Opened(runs.Length);
    }

    /// <summary>A run ends, with its slot if it has one.</summary>
    public void End(LaneRun run)
    {
        if (run.HasSlot)
        {
            EndJobs(1);
        }
        else if (!run.IsAhead)
        {
            resting.Leave();
        }

        run.End();
        bool isLeft;
        lock (_lock)
        {
            _runs.Remove(run);
            isLeft = Removed();
        }

        CountDone(1, isLeft);
    }

    /// <summary>Runs end that hold a slot each.</summary>
    public void End(List<LaneRun> runs)
    {
        if (runs.Count == 0)
        {
            return;
        }

        EndJobs(runs.Count);
        bool isLeft;
        lock (_lock)
        {
            foreach (var run in runs)
            {
                run.End();
                _runs.Remove(run);
            }

            isLeft = Removed();
        }

        CountDone(runs.Count, isLeft);
    }

    /// <summary>Cancels the run of a delivery.</summary>
    /// <returns>The delivery; null when it is not run here, or is cancelled already.</returns>
    public Delivery? Cancel(in CancelledRun wish)
    {
        lock (_lock)
        {
            foreach (var run in _runs)
            {
                if (run.Delivery is { } delivery && delivery.Fence == wish.Fence && delivery.Lane == wish.Lane)
                {
                    return run.Cancel(wish.Fence, wish.By) ? delivery : null;
                }
            }
        }

        return null;
    }

    /// <summary>No runs will come any more.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            Removed();
        }
    }

    /// <summary>The session ends; handlers that ignored their cancellation go on, and nobody waits for them.</summary>
    /// <returns>How many there are.</returns>
    public int Leave()
    {
        int left;
        lock (_lock)
        {
            left = _runs.Count;
            _isLeft = true;
        }

        if (left > 0)
        {
            idle?.Opened(-left);
        }

        return left;
    }

    /// <inheritdoc/>
    public RunSigns Look(TimeSpan beyond)
    {
        lock (_lock)
        {
            var overdue = _runs.Count(run => run.IsOverdue(beyond));
            return new RunSigns(_runs.Count, overdue, _runs.Count(run => run.HasSlot) - overdue)
            {
                Some = overdue == 0 ? null
                    : [.. _runs.Where(run => run.IsOverdue(beyond)).Select(Hanging).OrderByDescending(run => run.Runs).Take(MostShown)],
            };
        }
    }

    private static HangingRun Hanging(LaneRun run) => new(run.Delivery.Lane, run.Delivery.Job.UpdateId, run.Attempt, run.HandlerTime);

    // A slot that ends goes to what was claimed ahead for it.
    private void EndJobs(int count)
    {
        if (slots.MayGoOn)
        {
            count -= ahead.Start(count);
        }

        if (count > 0)
        {
            slots.EndJobs(count);
        }
    }

    // Under the lock.
    private bool Removed()
    {
        if (_isClosed && _runs.Count == 0)
        {
            _drained.TrySetResult();
        }

        return _isLeft;
    }

    private void CountDone(int runs, bool isLeft)
    {
        if (!isLeft)
        {
            idle?.Opened(-runs);
        }

        budget.CountDone(runs);
    }
}
