namespace TgWorker.Working;

/// <summary>
/// The slots in which handlers run. They go to jobs that come back for another try first, then to queues in their order.
/// </summary>
internal sealed class SlotGate(int slots)
{
    /// <summary>Before all queues: a job that has waited for its next try.</summary>
    public const int Retrying = -1;

    private readonly Lock _lock = new();
    private readonly PriorityQueue<Waiter, (int Priority, long Order)> _waiters = new();
    private int _free = slots;
    private long _order;

    /// <summary>How many slots are free.</summary>
    public int Free => Volatile.Read(ref _free);

    /// <summary>Takes as many free slots as there are, up to <paramref name="most"/>; waits until there is one.</summary>
    public ValueTask<int> AcquireAsync(int most, int priority, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Waiter waiter;
        lock (_lock)
        {
            if (_free > 0)
            {
                return new ValueTask<int>(Take(most));
            }

            waiter = new Waiter(most);
            _waiters.Enqueue(waiter, (priority, _order++));
        }

        return WaitAsync(waiter, cancellationToken);
    }

    /// <summary>Takes what is free beyond a slot just acquired, up to <paramref name="most"/>; does not wait.</summary>
    public int TakeFree(int most)
    {
        lock (_lock)
        {
            return Take(most);
        }
    }

    /// <summary>Gives slots back.</summary>
    public void Release(int count)
    {
        lock (_lock)
        {
            _free += count;
            while (_free > 0 && _waiters.TryDequeue(out var waiter, out _))
            {
                var taken = Math.Min(_free, waiter.Most);
                if (waiter.Granted.TrySetResult(taken))
                {
                    _free -= taken;
                }
            }
        }
    }

    private static async ValueTask<int> WaitAsync(Waiter waiter, CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken
            .UnsafeRegister(static (state, token) => ((Waiter)state!).Granted.TrySetCanceled(token), waiter).ConfigureAwait(false);
        return await waiter.Granted.Task.ConfigureAwait(false);
    }

    private int Take(int most)
    {
        var taken = Math.Min(_free, most);
        _free -= taken;
        return taken;
    }

    private sealed class Waiter(int most)
    {
        public int Most { get; } = most;

        public TaskCompletionSource<int> Granted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
