namespace TgWorker.Core.Working;

/// <summary>
/// Runs that were claimed ahead: they have their lane, and start as soon as a slot is free. What no slot is free for within moments, since
/// handlers turned slow, is given back: another worker may have one.
/// </summary>
internal sealed class RunsAhead(TimeProvider time) : IDisposable
{
    /// <summary>How long a run may wait for its slot.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(10);

    private readonly Lock _lock = new();
    private readonly Queue<LaneRun> _waiting = new();
    private ITimer? _timer;
    private bool _isArmed;
    private int _low = -1;
    private Action? _isLow;

    /// <summary>How many wait.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Whether so few wait that more may be claimed, though no slot is free.</summary>
    public bool IsLow
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count <= _low;
            }
        }
    }

    /// <summary>Says which number is low, and whom to tell each time that one is taken and no more than that wait.</summary>
    public void Watch(int low, Action isLow)
    {
        lock (_lock)
        {
            (_low, _isLow) = (low, isLow);
        }
    }

    /// <summary>Takes runs that have no slot.</summary>
    public void Add(ReadOnlySpan<LaneRun> runs)
    {
        lock (_lock)
        {
            foreach (var run in runs)
            {
                (run.HasSlot, run.IsAhead) = (false, true);
                _waiting.Enqueue(run);
            }

            Arm();
        }
    }

    /// <summary>Starts as many as there are, at most <paramref name="slots"/>, each with one of these slots.</summary>
    /// <returns>How many were started.</returns>
    public int Start(int slots)
    {
        var started = 0;
        while (started < slots && Take(static _ => true) is { } run)
        {
            (run.HasSlot, run.IsAhead) = (true, false);
            run.Start();
            started++;
        }

        return started;
    }

    /// <summary>Gives all back.</summary>
    public void GiveBack() => GiveBack(static _ => true);

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();

    private void GiveBack(Func<LaneRun, bool> which)
    {
        while (Take(which) is { } run)
        {
            run.GiveBack();
        }
    }

    private LaneRun? Take(Func<LaneRun, bool> which)
    {
        LaneRun? taken;
        Action? isLow;
        lock (_lock)
        {
            taken = _waiting.TryPeek(out var run) && which(run) ? _waiting.Dequeue() : null;
            isLow = taken is not null && _waiting.Count <= _low ? _isLow : null;
        }

        isLow?.Invoke();
        return taken;
    }

    private void GiveLateBack()
    {
        GiveBack(static run => run.LaneTime >= LongestWait);
        lock (_lock)
        {
            _isArmed = false;
            Arm();
        }
    }

    // Under the lock.
    private void Arm()
    {
        if (_isArmed || !_waiting.TryPeek(out var first))
        {
            return;
        }

        _isArmed = true;
        var left = LongestWait - first.LaneTime;
        _timer ??= time.CreateTimer(
            static ahead => ((RunsAhead)ahead!).GiveLateBack(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
