namespace TgWorker.Core.Health;

/// <summary>When a worker was last heard of on one of its queues. Written from hot paths, read by whoever asks.</summary>
internal sealed class QueuePulse(string name, WorkerPulse worker, TimeProvider time)
{
    private readonly Lock _lock = new();
    private long _beatAt = time.GetTimestamp();
    private long _renewedAt;
    private long _leaseTicks;
    private long _held;
    private bool _joined;
    private bool _paused;
    private string? _problem;
    private List<string>? _lapsed;
    private IRunSigns? _runs;
    private long? _strayingSince;

    public string Name => name;

    /// <summary>Whether there is a lease.</summary>
    public bool Joined => Volatile.Read(ref _joined);

    public bool Paused => Volatile.Read(ref _paused);

    /// <summary>Updates that are held: in a handler, waiting here for their next try, or being written.</summary>
    public long Held => Interlocked.Read(ref _held);

    /// <summary>What the queue's store answered last, when it was no answer.</summary>
    public string? Problem => Volatile.Read(ref _problem);

    public TimeSpan Lease => TimeSpan.FromTicks(Interlocked.Read(ref _leaseTicks));

    public TimeSpan SinceRenewal => time.GetElapsedTime(Interlocked.Read(ref _renewedAt));

    /// <summary>Since the lease was last tried to be renewed, or the queue to be joined, with whatever result.</summary>
    public TimeSpan SinceBeat => time.GetElapsedTime(Interlocked.Read(ref _beatAt));

    /// <summary>The runs of the session that has just joined.</summary>
    public void Watch(IRunSigns runs) => Volatile.Write(ref _runs, runs);

    /// <summary>Looks at the running updates; nothing while there is no session.</summary>
    public RunSigns Look(TimeSpan beyond) => Volatile.Read(ref _runs)?.Look(beyond) ?? default;

    /// <summary>
    /// How long updates have been held that are in no run; null when there are none. For a moment there are some at every claim and every
    /// write, so that it counts from when they were first seen, and starts again when they are gone.
    /// </summary>
    public TimeSpan? Straying(RunSigns signs)
    {
        lock (_lock)
        {
            if (!Joined || Held <= signs.Open)
            {
                _strayingSince = null;
                return null;
            }

            _strayingSince ??= time.GetTimestamp();
            return time.GetElapsedTime(_strayingSince.Value);
        }
    }

    public void Join(TimeSpan lease, long joinedAt)
    {
        Interlocked.Exchange(ref _leaseTicks, lease.Ticks);
        Renewed(joinedAt, Paused);
        Volatile.Write(ref _joined, true);
        worker.Progress();
    }

    /// <returns>How many updates were held to the end.</returns>
    public long Left()
    {
        Volatile.Write(ref _joined, false);
        Volatile.Write(ref _runs, null);
        Beat();
        return Interlocked.Exchange(ref _held, 0);
    }

    public void Renewed(long sentAt, bool paused)
    {
        Interlocked.Exchange(ref _renewedAt, sentAt);
        Volatile.Write(ref _paused, paused);
        Volatile.Write(ref _problem, null);
        Beat();
    }

    public void Unavailable(string problem)
    {
        Volatile.Write(ref _problem, problem);
        Beat();
    }

    /// <summary>Takes note of workers whose lease has lapsed.</summary>
    public void Lapsed(IReadOnlyList<string>? workers)
    {
        if (workers is not null)
        {
            lock (_lock)
            {
                (_lapsed ??= []).AddRange(workers);
            }
        }
    }

    /// <summary>The workers noted since the last call.</summary>
    public IReadOnlyList<string> TakeLapsed()
    {
        lock (_lock)
        {
            var lapsed = _lapsed ?? [];
            _lapsed = null;
            return lapsed;
        }
    }

    public void Progress() => worker.Progress();

    public void Took(int updates) => Interlocked.Add(ref _held, updates);

    private void Beat() => Interlocked.Exchange(ref _beatAt, time.GetTimestamp());
}
