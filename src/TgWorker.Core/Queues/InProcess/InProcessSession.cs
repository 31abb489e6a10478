using TgWorker.Core.FailedJobs;

namespace TgWorker.Core.Queues.InProcess;

/// <summary>One worker's dealings with an <see cref="InProcessQueue"/>.</summary>
internal sealed partial class InProcessSession : IQueueSession
{
    /// <summary>How many entries one claim looks at: other workers wait for the lock meanwhile.</summary>
    private const int EntriesPerClaim = 1_000;

    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);

    private readonly InProcessStore _store;
    private TimeSpan _leaseUntil;

    public InProcessSession(InProcessStore store)
    {
        _store = store;
        _leaseUntil = store.Now + store.Lease;
    }

    public string Incarnation { get; } = Guid.NewGuid().ToString("N");

    public TimeSpan Lease => _store.Lease;

    /// <summary>The lanes whose heads this worker runs.</summary>
    public HashSet<Lane> Held { get; } = [];

    public bool IsLive => _store.Now < _leaseUntil;

    public WorkerStatus Status => new(Incarnation, Held.Count, _leaseUntil - _store.Now);

    public ValueTask<Claim> ClaimAsync(int slots, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_store.Gate)
        {
            ThrowIfLost();
            List<Delivery>? granted = null;
            while (slots > 0 && _store.Lanes.Ready.TryTake(_store.Now, out var lane))
            {
                (granted ??= []).Add(_store.Lanes.Grant(lane, this));
                slots--;
            }

            var duplicates = Route(slots, ref granted);
            return ValueTask.FromResult(new Claim(granted ?? (IReadOnlyList<Delivery>)[], duplicates, Exhausted: !_store.MayGive));
        }
    }

    public async ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        var began = _store.Now;
        while (BeginWait(atMost - (_store.Now - began)) is { } waiter)
        {
            try
            {
                await waiter.Woken.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                lock (_store.Gate)
                {
                    _store.RemoveWaiter(waiter);
                }
            }
        }
    }

    public ValueTask<IReadOnlyList<Settled>> FinishAsync(
        IReadOnlyList<Delivery> deliveries, bool takeNext, CancellationToken cancellationToken)
    {
        var settled = new Settled[deliveries.Count];
        lock (_store.Gate)
        {
            for (var index = 0; index < settled.Length; index++)
            {
                if (FindHeld(deliveries[index]) is { } lane)
                {
                    settled[index] = new Settled(true, Advance(lane, takeNext));
                    if (deliveries[index].NotedAs is { } job)
                    {
                        _store.Memory.Forget(JobPlace(deliveries[index].Lane, job));
                    }
                }
            }
        }

        return ValueTask.FromResult<IReadOnlyList<Settled>>(settled);
    }

    public ValueTask<Settled> FailAsync(Delivery delivery, Failure failure, bool takeNext, CancellationToken cancellationToken)
    {
        lock (_store.Gate)
        {
            if (FindHeld(delivery) is not { } lane)
            {
                return ValueTask.FromResult(default(Settled));
            }

            var id = Keep(delivery, failure);
            if (!failure.HoldLane)
            {
                return ValueTask.FromResult(new Settled(true, Advance(lane, takeNext)));
            }

            _store.Lanes.Stop(lane, id);
            return ValueTask.FromResult(new Settled(true, null));
        }
    }

    public ValueTask<bool> ParkAsync(Delivery delivery, TimeSpan delay, int failures, CancellationToken cancellationToken)
    {
        lock (_store.Gate)
        {
            if (FindHeld(delivery) is not { } lane)
            {
                return ValueTask.FromResult(false);
            }

            lane.Head!.Failures = failures;
            if (delay > TimeSpan.Zero)
            {
                _store.Lanes.Park(lane, _store.Now + delay);
            }
            else
            {
                _store.Lanes.PutBack(lane);
            }

            _store.WakeWaiters();
            return ValueTask.FromResult(true);
        }
    }

    public ValueTask<bool> NoteFailuresAsync(Delivery delivery, int failures, CancellationToken cancellationToken)
    {
        lock (_store.Gate)
        {
            if (FindHeld(delivery) is not { } lane)
            {
                return ValueTask.FromResult(false);
            }

            lane.Head!.Failures = failures;
            return ValueTask.FromResult(true);
        }
    }

    public ValueTask<Heartbeat> RenewAsync(CancellationToken cancellationToken)
    {
        lock (_store.Gate)
        {
            ThrowIfLost();
            _leaseUntil = _store.Now + _store.Lease;
            var recovered = _store.RecoverLapsed();
            if (recovered > 0)
            {
                _store.WakeWaiters();
            }

            return ValueTask.FromResult(new Heartbeat(Paused: false, RestartRequested: false, recovered));
        }
    }

    public ValueTask LeaveAsync(CancellationToken cancellationToken)
    {
        lock (_store.Gate)
        {
            // A lease that lapsed is not left any more: its lanes count a lapse, whoever frees them.
            if (_store.Sessions.Contains(this) && IsLive)
            {
                _store.Sessions.Remove(this);
                PutBackHeld(lapses: 0);
                _leaseUntil = TimeSpan.MinValue;
                _store.WakeWaiters();
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => LeaveAsync(CancellationToken.None);

    /// <summary>Frees the lanes of this worker, whose lease has lapsed.</summary>
    /// <returns>How many lanes there were.</returns>
    public int Expire() => PutBackHeld(lapses: 1);

    private int PutBackHeld(int lapses)
    {
        var held = Held.ToList();
        foreach (var lane in held)
        {
            lane.Head!.Lapses += lapses;
            _store.Lanes.PutBack(lane);
        }

        return held.Count;
    }

    /// <summary>Takes entries into their lanes and grants those lanes that were empty.</summary>
    private int Route(int slots, ref List<Delivery>? granted)
    {
        var duplicates = 0;
        for (var looked = 0; slots > 0 && looked < EntriesPerClaim && _store.Entries.TryDequeue(out var entry); looked++)
        {
            if (_store.IsDuplicate(entry.Job))
            {
                duplicates++;
            }
            else if (_store.Lanes.Append(entry.Job) is { } lane)
            {
                (granted ??= []).Add(_store.Lanes.Grant(lane, this));
                slots--;
            }
        }

        return duplicates;
    }

    private Waiter? BeginWait(TimeSpan atMost)
    {
        lock (_store.Gate)
        {
            return atMost <= TimeSpan.Zero || !IsLive || _store.MayGive
                ? null
                : _store.AddWaiter(atMost < LongestTimer ? atMost : LongestTimer);
        }
    }

    private Lane? FindHeld(Delivery delivery) => IsLive ? _store.Lanes.FindHeld(delivery, this) : null;

    private Delivery? Advance(Lane lane, bool takeNext)
    {
        var next = _store.Lanes.Advance(lane, takeNext);
        if (lane.Head is not null && next is null)
        {
            _store.WakeWaiters();
        }

        return next;
    }

    private string Keep(Delivery delivery, Failure failure)
    {
        var job = delivery.Job;
        var failed = new FailedJob
        {
            Id = job.Uuid is { } uuid && !_store.Failed.ContainsKey(uuid) ? uuid : Guid.NewGuid().ToString(),
            Queue = _store.Name,
            Lane = job.Lane,
            Bot = job.Bot,
            UpdateId = job.UpdateId,
            FailedAt = _store.WallClock,
            Attempts = failure.Attempts,
            Error = failure.Error,
            Detail = failure.Detail,
            Worker = Incarnation,
            Payload = job.Payload,
        };
        _store.Failed.Add(failed.Id, new KeptJob(failed, job, _store.NextFailureNumber()));
        return failed.Id;
    }

    private void ThrowIfLost()
    {
        if (!IsLive)
        {
            throw new LeaseLostException(Incarnation);
        }
    }
}
