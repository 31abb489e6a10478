namespace TgWorker.Core.Working;

/// <summary>The slots as one queue sees them.</summary>
internal sealed class QueueSlots(SlotGate gate, int queue, int concurrency, TimeSpan rest, TimeProvider time, CancellationToken stopping)
{
    /// <summary>How many slots are free, whoever's.</summary>
    public int Free => gate.Free;

    /// <summary>The most slots the queue may have.</summary>
    public int Most => Math.Min(gate.LimitOf(queue), concurrency);

    /// <summary>Whether a slot may go from one job to the next: it need not rest, and the queue has no more slots than it may.</summary>
    public bool MayGoOn => rest == TimeSpan.Zero && gate.IsWithinLimit(queue);

    /// <inheritdoc cref="SlotGate.AcquireAsync"/>
    public ValueTask<int> AcquireAsync(int most, bool isRetry, CancellationToken cancellationToken) =>
        gate.AcquireAsync(most, queue, isRetry, cancellationToken);

    /// <inheritdoc cref="SlotGate.Wake"/>
    public void Wake() => gate.Wake(queue);

    /// <inheritdoc cref="SlotGate.TakeFree"/>
    public int TakeFree(int most) => gate.TakeFree(most, queue);

    /// <inheritdoc cref="SlotGate.NoteBacklog"/>
    public void NoteBacklog(bool hasBacklog) => gate.NoteBacklog(queue, hasBacklog);

    /// <summary>Gives slots back at once.</summary>
    public void Release(int count) => gate.Release(count, queue);

    /// <summary>Gives slots back whose jobs have ended, at once or after their rest.</summary>
    public void EndJobs(int count)
    {
        if (rest == TimeSpan.Zero)
        {
            Release(count);
        }
        else
        {
            _ = RestAsync(count);
        }
    }

    private async Task RestAsync(int count)
    {
        await Task.Delay(rest, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Release(count);
    }
}
