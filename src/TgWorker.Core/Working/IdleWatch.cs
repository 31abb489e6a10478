namespace TgWorker.Core.Working;

/// <summary>
/// Finds out that nothing is left to do (<see cref="WorkerOptions.StopWhenEmpty"/>). That a queue had nothing to give counts only when no
/// job ran while it was asked, or since: one that ends may have left its lane to any worker, put it off, or pushed to another queue.
/// </summary>
internal sealed class IdleWatch(int queues, Action empty)
{
    private readonly Lock _lock = new();
    private readonly long[] _idleSince = [.. Enumerable.Repeat(-1L, queues)];
    private long _changes;
    private int _open;

    /// <summary>Jobs were started, or with a negative number have ended.</summary>
    public void Opened(int jobs)
    {
        lock (_lock)
        {
            _open += jobs;
            _changes++;
        }
    }

    /// <summary>A queue is about to be asked.</summary>
    /// <returns>What to hand to <see cref="Answered"/>.</returns>
    public long Ask()
    {
        lock (_lock)
        {
            return _open == 0 ? _changes : -1;
        }
    }

    /// <summary>A queue has answered.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="asked">What <see cref="Ask"/> returned.</param>
    /// <param name="isExhausted">Whether it had nothing more to give.</param>
    public void Answered(int queue, long asked, bool isExhausted)
    {
        bool isEmpty;
        lock (_lock)
        {
            _idleSince[queue] = isExhausted ? asked : -1;
            isEmpty = _open == 0 && Array.TrueForAll(_idleSince, since => since == _changes);
        }

        if (isEmpty)
        {
            empty();
        }
    }
}
