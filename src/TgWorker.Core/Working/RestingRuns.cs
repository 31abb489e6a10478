namespace TgWorker.Core.Working;

/// <summary>Runs of a session that wait here for their next try, without a slot.</summary>
internal sealed class RestingRuns(QueueSlots slots, int concurrency, CancellationToken stopping)
{
    // Jobs that wait hold memory; more of them than this wait in the queue.
    private const int PerSlot = 4;

    private int _count;

    /// <summary>How many there are.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Whether one more may wait here.</summary>
    public bool HasRoom => Count < PerSlot * concurrency;

    /// <summary>A run gives its slot back and waits.</summary>
    public void Rest(LaneRun run)
    {
        Interlocked.Increment(ref _count);
        run.HasSlot = false;
        slots.Release(1);
    }

    /// <summary>Gives a run that has waited a slot again.</summary>
    /// <returns>False when the worker stops or the run is cancelled: it is not to go on here.</returns>
    public async ValueTask<bool> ResumeAsync(LaneRun run, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        try
        {
            await slots.AcquireAsync(1, isRetry: true, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        run.HasSlot = true;
        Leave();
        return true;
    }

    /// <summary>A run ends that has no slot.</summary>
    public void Leave() => Interlocked.Decrement(ref _count);
}
