using TgWorker.Core.Queues;

namespace TgWorker.Core.Working;

/// <summary>Claims deliveries of one session while there are free slots, and has them run.</summary>
internal sealed class ClaimLoop(
    IQueueSession queue, LeaseKeeper lease, QueueWork work, RunsAhead ahead, JobBudget budget, IdleWatch? idle, WorkerOptions options,
    TimeProvider time, Action<IReadOnlyList<Delivery>, int> start)
{
    private static readonly TimeSpan UnavailablePause = TimeSpan.FromMilliseconds(400);

    private readonly ClaimAhead _allowance = new(work, time);

    /// <summary>Claims until <paramref name="ending"/>.</summary>
    public async Task RunAsync(CancellationToken ending)
    {
        try
        {
            // A queue that is paused says so with the first renewal: nothing may be claimed before.
            await lease.Renewed.WaitAsync(ending).ConfigureAwait(false);
            while (!ending.IsCancellationRequested)
            {
                await work.ContinuedAsync(ending).ConfigureAwait(false);
                if (await ClaimAsync(ending).ConfigureAwait(false))
                {
                    await WaitAsync(ending).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The end of the loop.
        }
        catch (LeaseLostException)
        {
            lease.GiveUp();
        }
    }

    private ValueTask WaitAsync(CancellationToken ending) => options.Sleep == TimeSpan.Zero
        ? queue.WaitAsync(lease.Period, ending)
        : new ValueTask(Task.Delay(options.Sleep, time, ending));

    /// <returns>Whether there is nothing more to claim at this moment.</returns>
    private async Task<bool> ClaimAsync(CancellationToken ending)
    {
        var allowed = _allowance.Allowed();
        ahead.Watch(ClaimAhead.LowWith(allowed), work.Slots.Wake);
        var slots = ahead.IsLow ? 0 : await work.Slots.AcquireAsync(options.Concurrency, isRetry: false, ending).ConfigureAwait(false);
        slots += work.Slots.TakeFree(options.Concurrency - slots);
        slots -= ahead.Start(slots);
        var beyond = Math.Max(allowed - ahead.Count, 0);
        if (slots == 0 && beyond < ClaimAhead.Fewest)
        {
            return false;
        }

        // It may have been a while. Asked once: between two answers slots would be lost.
        var isPaused = work.IsPaused;
        var most = isPaused ? 0 : budget.Take(slots);
        work.Slots.Release(slots - most);
        if (isPaused)
        {
            return false;
        }

        if (most + beyond == 0)
        {
            // The last jobs run; one that is not run after all may leave something for this queue.
            await Task.Delay(lease.Period, time, ending).ConfigureAwait(false);
            return false;
        }

        var asked = idle?.Ask() ?? 0;
        Claim claim = default;
        try
        {
            claim = await queue.ClaimAsync(most + beyond, ending).ConfigureAwait(false);
        }
        catch (QueueUnavailableException exception)
        {
            work.Away(exception);
            await Task.Delay(UnavailablePause, time, ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return false;
        }
        finally
        {
            var granted = claim.Granted?.Count ?? 0;
            work.Slots.NoteBacklog(granted > 0 && !claim.Exhausted);
            var unused = Math.Max(most - granted, 0);
            budget.GiveBack(unused);
            work.Slots.Release(unused);
        }

        if (claim.Granted.Count > 0)
        {
            // Whoever ended meanwhile left its slot to nobody.
            start(claim.Granted, most + work.Slots.TakeFree(Math.Max(claim.Granted.Count - most, 0)));
        }

        idle?.Answered(work.Index, asked, claim.Exhausted);
        return claim.Exhausted || claim.Granted.Count == 0;
    }
}
