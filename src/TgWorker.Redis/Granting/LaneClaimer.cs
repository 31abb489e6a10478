using Microsoft.Extensions.Logging;
using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Core.Telemetry;
using TgWorker.Redis.Leasing;
using TgWorker.Redis.Observing;
using TgWorker.Redis.Sorting;

namespace TgWorker.Redis.Granting;

/// <summary>The steps of a claim: lanes that are ready first, then the list, whose entries may open new ones.</summary>
internal sealed partial class LaneClaimer(
    LeaseHolder holder, ReadyLanes ready, EntryReader reader, LaneSorter sorter, NextTurn next, string queue, IJobLocks locks,
    IQueueObserver? observer, TimeProvider time, ILogger logger)
{
    // A script's arguments must fit on Lua's stack.
    private const int MostSlots = 1000;
    private static readonly TimeSpan SortAnyway = TimeSpan.FromMilliseconds(50);

    // Entries of chats that are busy or paused grant nothing, however many there are. Lanes that come due meanwhile wait for the next
    // claim.
    private static readonly TimeSpan LongestSorting = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan MemoryMayCome = TimeSpan.FromMilliseconds(250);

    private long _lastSort;

    /// <inheritdoc cref="IQueueSession.ClaimAsync"/>
    public async ValueTask<Claim> ClaimAsync(int slots, CancellationToken cancellationToken)
    {
        await holder.EnterAsync(cancellationToken).ConfigureAwait(false);
        slots = Math.Min(slots, MostSlots);
        var granted = new List<Delivery>(slots);
        try
        {
            next.Forget();
            if (holder.MustWait && await holder.MustWaitAsync().ConfigureAwait(false))
            {
                next.Elsewhere(false);
                return new Claim(granted, 0, Exhausted: false);
            }

            var sortAnyway = time.GetElapsedTime(_lastSort) > SortAnyway;
            var count = reader.EntriesFor(slots);
            var (maySort, entries) = await ready.TakeAsync(granted, slots, sortAnyway, count).ConfigureAwait(false);
            if (maySort is not RightToSort.Mine)
            {
                TellGivenUp(entries);
                entries?.Dispose();
                next.Elsewhere(maySort is RightToSort.Another);
                return new Claim(granted, 0, Exhausted: maySort is RightToSort.NotNeeded && granted.Count < slots && !ready.MoreAreDue);
            }

            return await SortAsync(granted, slots, entries, count).ConfigureAwait(false);
        }
        catch (LeaseLostException)
        {
            await holder.ReportLossAsync().ConfigureAwait(false);
            throw;
        }
        catch (QueueUnavailableException exception)
        {
            holder.NoteLost(exception);
            if (granted.Count == 0)
            {
                throw;
            }

            // These lanes are held under this name, and nobody else would ever run them.
            return new Claim(granted, 0, Exhausted: false);
        }
        finally
        {
            holder.Exit();
        }
    }

    private async Task<Claim> SortAsync(List<Delivery> granted, int slots, EntriesRead? read, int count)
    {
        var duplicates = 0;
        var room = slots - granted.Count;
        var began = time.GetTimestamp();
        while (true)
        {
            using var now = read ?? await ReadAsync(count).ConfigureAwait(false);
            _lastSort = time.GetTimestamp();
            if (now.Entries is not { } entries || now.GivenUp is not null)
            {
                TellGivenUp(now);
                next.Elsewhere(false);
                return new Claim(granted, duplicates, Exhausted: false);
            }

            if (entries.Length == 0)
            {
                return new Claim(granted, duplicates, Exhausted: granted.Count < slots && !ready.MoreAreDue);
            }

            var sorted = await SortAsync(entries, room).ConfigureAwait(false);
            holder.Held.Add(sorted.Granted);
            granted.AddRange(sorted.Granted);
            duplicates += sorted.Duplicates.Count;
            WorkerMetrics.Sorted(queue, sorted.RightLost ? 0 : entries.Length);
            await TellAsync(sorted).ConfigureAwait(false);
            if (sorted.Screened)
            {
                return new Claim(granted, duplicates, Exhausted: false);
            }

            if (sorted.RightLost || sorted.Granted.Count > 0 || sorted.Left == 0 || room == 0)
            {
                next.Elsewhere(false);
                return new Claim(
                    granted, duplicates,
                    Exhausted: !sorted.RightLost && sorted.Left == 0 && granted.Count < slots && !ready.MoreAreDue);
            }

            if (time.GetElapsedTime(began) > LongestSorting)
            {
                return new Claim(granted, duplicates, Exhausted: false);
            }

            count = reader.MoreEntriesThan(entries.Length);
            read = null;
        }
    }

    private async Task<EntriesRead> ReadAsync(int count)
    {
        try
        {
            return await reader.ReadAsync(count, holder.Name).ConfigureAwait(false);
        }
        catch (QueueUnavailableException)
        {
            reader.NoteFailed(count);
            throw;
        }
    }

    private async Task<Sorted> SortAsync(PayloadLease?[] entries, int room)
    {
        try
        {
            var sorted = await sorter.SortAsync(entries, room, goOn: room > 0, holder.Name).ConfigureAwait(false);
            reader.NoteSorted(entries.Length);
            return sorted;
        }
        catch (OutOfMemoryException)
        {
            // They stay where they are; fewer are read next time, and one alone is given up in the end.
            reader.NoteFailed(entries.Length);
            NoMemory(logger, entries.Length, entries.Sum(static entry => (long)(entry?.Length ?? 0)));
            await Task.Delay(MemoryMayCome, time).ConfigureAwait(false);
            return new Sorted([], [], Left: entries.Length, RightLost: true);
        }
    }

    private void TellGivenUp(EntriesRead? read)
    {
        if (read?.GivenUp is var (id, bytes, why))
        {
            GivenUp(logger, queue, bytes, id, why);
        }
    }

    private async ValueTask TellAsync(Sorted sorted)
    {
        for (var i = 0; i < sorted.Duplicates.Count; i++)
        {
            var job = sorted.Duplicates[i];
            await locks.ReleaseAsync(job).ConfigureAwait(false);
            observer?.FinishedUnrun(job);
            FinishedUnrun(logger, job.UpdateId, job.Lane);
        }

        for (var i = 0; observer is not null && i < sorted.Granted.Count; i++)
        {
            observer.Started(sorted.Granted[i]);
        }
    }

    [LoggerMessage(216, LogLevel.Error,
        "Out of memory: {Entries} entries of {Bytes} bytes were read and cannot be sorted. They stay on the list; fewer are "
            + "read next time")]
    private static partial void NoMemory(ILogger logger, int entries, long bytes);

    [LoggerMessage(217, LogLevel.Error, "An entry of queue {Queue} is given up unread, {Bytes} bytes: failed job {Id}. {Reason}")]
    private static partial void GivenUp(ILogger logger, string queue, long bytes, string id, string reason);

    [LoggerMessage(212, LogLevel.Information,
        "Update {UpdateId} of chat {Lane} was seen before: this entry is finished without being handled")]
    private static partial void FinishedUnrun(ILogger logger, long? updateId, string lane);
}
