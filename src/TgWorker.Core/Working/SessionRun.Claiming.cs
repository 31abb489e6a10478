using TgWorker.Core.Queues;

namespace TgWorker.Core.Working;

/// <content>The claim loop and the end of it.</content>
internal sealed partial class SessionRun
{
    // How long handlers may take to heed their cancellation.
    private static readonly TimeSpan Heed = TimeSpan.FromSeconds(2);

    private async Task ClaimAsync(CancellationToken ending)
    {
        try
        {
            while (!ending.IsCancellationRequested)
            {
                await _worker.ResumedAsync(_priority, ending).ConfigureAwait(false);
                if (await ClaimOnceAsync(ending).ConfigureAwait(false))
                {
                    await NothingToClaimAsync(ending).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The end of the loop.
        }
        catch (LeaseLostException)
        {
            _lease.GiveUp();
        }
    }

    private ValueTask NothingToClaimAsync(CancellationToken ending) => Options.Sleep == TimeSpan.Zero
        ? Queue.WaitAsync(_lease.Period, ending)
        : new ValueTask(Task.Delay(Options.Sleep, Time, ending));

    /// <returns>Whether there is nothing more to claim at this moment.</returns>
    private async Task<bool> ClaimOnceAsync(CancellationToken ending)
    {
        var most = _worker.MostToStart;
        if (most == 0)
        {
            return true;
        }

        var slots = await _worker.Slots.AcquireAsync(most, _priority, isRetry: false, ending).ConfigureAwait(false);
        slots += _worker.Slots.TakeFree(most - slots, _priority);
        Claim claim = default;
        try
        {
            claim = await Queue.ClaimAsync(slots, ending).ConfigureAwait(false);
        }
        catch (QueueUnavailableException exception)
        {
            _worker.OnUnavailable(exception);
            await PauseAsync().ConfigureAwait(false);
            return false;
        }
        finally
        {
            var granted = claim.Granted?.Count ?? 0;
            _worker.Slots.NoteBacklog(_priority, granted > 0 && !claim.Exhausted);
            _worker.CountStarted(granted);
            _worker.Slots.Release(slots - granted, _priority);
        }

        Start(claim.Granted);
        _worker.Claimed(_priority, isIdle: claim.Exhausted && Volatile.Read(ref _open) == 1);
        return claim.Exhausted || claim.Granted.Count == 0;
    }

    private void Start(IReadOnlyList<Delivery> granted)
    {
        Interlocked.Add(ref _open, granted.Count);
        for (var i = 0; i < granted.Count; i++)
        {
            new JobRun(this, granted[i]).Start();
        }
    }

    /// <returns>Whether every run has ended.</returns>
    private async Task<bool> DrainAsync()
    {
        CloseOpen(1);
        if (!IsLost)
        {
            await Task.WhenAny(_drained.Task, Task.Delay(Timeout.InfiniteTimeSpan, Time, RunToken)).ConfigureAwait(false);
        }

        await Task.WhenAny(_drained.Task, Task.Delay(Heed, Time)).ConfigureAwait(false);
        return _drained.Task.IsCompleted;
    }

    private async Task LeaveAsync()
    {
        await _lease.EndAsync().ConfigureAwait(false);
        try
        {
            await Queue.LeaveAsync(default).ConfigureAwait(false);
        }
        catch (QueueUnavailableException)
        {
            // Then the lease lapses by itself.
        }
    }
}
