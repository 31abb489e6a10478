namespace TgWorker.Core.Working;

/// <summary>
/// The slots in which handlers run. They go to jobs that come back for another try first, then to queues: in their order,
/// or, with weights, to the one that has the least of its share. No queue gets more than its limit, nor, with weights, more
/// than its share as long as another has a backlog.
/// </summary>
internal sealed class SlotGate
{
    private readonly Lock _lock = new();
    private readonly int _slots;
    private readonly QueueSlots[] _queues;
    private int _free;

    /// <param name="slots">How many slots there are.</param>
    /// <param name="queues">How many queues share them.</param>
    /// <param name="weights">Their shares where all have work; empty for strict priority.</param>
    /// <param name="limits">The most slots of each; empty for no limit.</param>
    public SlotGate(int slots, int queues = 1, IReadOnlyList<int>? weights = null, IReadOnlyList<int>? limits = null)
    {
        _free = _slots = slots;
        _queues = [.. Enumerable.Range(0, queues).Select(i => new QueueSlots
        {
            Weight = weights is { Count: > 0 } ? weights[i] : 0,
            Limit = limits is { Count: > 0 } ? limits[i] : slots,
            Share = slots,
        })];
    }

    /// <summary>Whether one queue has all the slots.</summary>
    public bool IsForOne => _queues.Length == 1;

    /// <summary>How many slots are free.</summary>
    public int Free => Volatile.Read(ref _free);

    /// <summary>Whether a queue has no more slots than it may.</summary>
    public bool IsWithinLimit(int queue) => Volatile.Read(ref _queues[queue].Held) <= _queues[queue].Most;

    /// <summary>How many slots a queue has.</summary>
    public int HeldBy(int queue) => Volatile.Read(ref _queues[queue].Held);

    /// <summary>The most slots a queue may have.</summary>
    public int LimitOf(int queue) => Volatile.Read(ref _queues[queue].Limit);

    /// <summary>What was last said by <see cref="NoteBacklog"/>.</summary>
    public bool HasBacklog(int queue) => Volatile.Read(ref _queues[queue].HasBacklog);

    /// <summary>Changes a queue's limit. What it has beyond a lower one it keeps until its jobs end.</summary>
    public void Limit(int queue, int slots)
    {
        lock (_lock)
        {
            _queues[queue].Limit = slots;
            HandOut();
        }
    }

    /// <summary>
    /// Takes note of whether a queue has more to do than it was given slots for. A queue asks for one thing at a time, so
    /// that without this the others would take its slots whenever it is busy asking.
    /// </summary>
    public void NoteBacklog(int queue, bool hasBacklog)
    {
        if (_queues[queue].Weight == 0 || Volatile.Read(ref _queues[queue].HasBacklog) == hasBacklog)
        {
            return;
        }

        lock (_lock)
        {
            _queues[queue].HasBacklog = hasBacklog;
            foreach (var one in _queues)
            {
                var weights = _queues.Where(other => other == one || other.HasBacklog).Sum(static other => other.Weight);
                one.Share = ((_slots * one.Weight) + weights - 1) / weights;
            }

            HandOut();
        }
    }

    /// <summary>
    /// Takes as many free slots as there are for the queue, up to <paramref name="most"/>; waits until there is one, or until
    /// <see cref="Wake"/>.
    /// </summary>
    /// <param name="most">The most to take.</param>
    /// <param name="queue">The queue.</param>
    /// <param name="isRetry">Whether it is for a job that has waited for its next try.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public ValueTask<int> AcquireAsync(int most, int queue, bool isRetry, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Waiter waiter;
        lock (_lock)
        {
            if (Take(most, _queues[queue]) is > 0 and var taken)
            {
                return new ValueTask<int>(taken);
            }

            waiter = new Waiter(most);
            (isRetry ? _queues[queue].Retries : _queues[queue].Claims).Enqueue(waiter);
        }

        return WaitAsync(waiter, cancellationToken);
    }

    /// <summary>Takes what is free beyond a slot just acquired, up to <paramref name="most"/>; does not wait.</summary>
    public int TakeFree(int most, int queue)
    {
        lock (_lock)
        {
            return Take(most, _queues[queue]);
        }
    }

    /// <summary>Lets a queue's claim that waits for a slot go on without one.</summary>
    public void Wake(int queue)
    {
        lock (_lock)
        {
            while (_queues[queue].Claims.TryDequeue(out var waiter) && !waiter.Granted.TrySetResult(0))
            {
                // It has given up meanwhile.
            }
        }
    }

    /// <summary>Gives slots of a queue back.</summary>
    public void Release(int count, int queue)
    {
        lock (_lock)
        {
            _free += count;
            _queues[queue].Held -= count;
            HandOut();
        }
    }

    private static async ValueTask<int> WaitAsync(Waiter waiter, CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken
            .UnsafeRegister(static (state, token) => ((Waiter)state!).Granted.TrySetCanceled(token), waiter).ConfigureAwait(false);
        return await waiter.Granted.Task.ConfigureAwait(false);
    }

    private void HandOut()
    {
        while (_free > 0 && Next() is { } queue)
        {
            var waiter = (queue.Retries.Count > 0 ? queue.Retries : queue.Claims).Dequeue();
            var taken = Take(waiter.Most, queue);
            if (!waiter.Granted.TrySetResult(taken))
            {
                // It has given up meanwhile.
                _free += taken;
                queue.Held -= taken;
            }
        }
    }

    /// <summary>The queue whose turn it is among those that wait and may have more.</summary>
    private QueueSlots? Next()
    {
        QueueSlots? next = null;
        foreach (var queue in _queues)
        {
            if (queue.Held < queue.Most && queue.Retries.Count + queue.Claims.Count > 0 && (next is null || IsBefore(queue, next)))
            {
                next = queue;
            }
        }

        return next;
    }

    private static bool IsBefore(QueueSlots queue, QueueSlots earlier)
    {
        if (queue.Retries.Count > 0 != earlier.Retries.Count > 0)
        {
            return queue.Retries.Count > 0;
        }

        return queue.Weight > 0 && (long)queue.Held * earlier.Weight < (long)earlier.Held * queue.Weight;
    }

    private int Take(int most, QueueSlots queue)
    {
        var taken = Math.Clamp(Math.Min(most, queue.Most - queue.Held), 0, _free);
        _free -= taken;
        queue.Held += taken;
        return taken;
    }

    private sealed class QueueSlots
    {
        public int Held;
        public int Limit;
        public int Share;
        public bool HasBacklog;

        public int Most => Math.Min(Volatile.Read(ref Limit), Volatile.Read(ref Share));

        public int Weight { get; init; }

        public Queue<Waiter> Retries { get; } = new();

        public Queue<Waiter> Claims { get; } = new();
    }

    private sealed class Waiter(int most)
    {
        public int Most { get; } = most;

        public TaskCompletionSource<int> Granted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
