using StackExchange.Redis;
using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Leasing;
using TgWorker.Redis.Observing;
using TgWorker.Redis.Scripting;
using TgWorker.Redis.Sorting;

namespace TgWorker.Redis.Granting;

/// <summary>Takes lanes that are ready, and the right to sort the list if there is room for more.</summary>
internal sealed class ReadyLanes(
    LeaseHolder holder, RedisCommands connection, QueueKeys keys, EntryReader entries, GrantedJobs jobs, NextTurn next,
    IQueueObserver? observer)
{
    private const int SuspectWaitMilliseconds = 100;
    private const int BeforeLanes = 2;
    private const int EachLane = 4;

    private bool _readAhead;

    /// <summary>Whether lanes were still due after the last claim: others' than it took, when it set aside what is paused.</summary>
    public bool MoreAreDue { get; private set; }

    /// <summary>Takes at most <paramref name="slots"/> lanes.</summary>
    /// <param name="granted">Where their heads are added.</param>
    /// <param name="slots">How many there is room for.</param>
    /// <param name="sortAnyway">Whether the list is to be sorted although no slot is left.</param>
    /// <param name="count">How many entries to read along when the last claim was given the right to sort.</param>
    /// <returns>Who may sort now, and the entries that were read along; null when none were.</returns>
    /// <exception cref="LeaseLostException">The lease has lapsed.</exception>
    public async Task<(RightToSort MaySort, EntriesRead? Entries)> TakeAsync(List<Delivery> granted, int slots, bool sortAnyway, int count)
    {
        RedisKey[] touched =
        [
            keys.List, keys.Lanes, keys.Ready, keys.Workers, keys.Holding(holder.Name), keys.Fence, keys.Sorter, keys.Tries,
            keys.PausedBots,
        ];
        RedisValue[] values =
        [
            holder.Name, slots, LaneSorter.RightMilliseconds, sortAnyway ? 1 : 0,
            HeldLanes.SuspectAfter, holder.Held.HasSuspect ? 0 : 1, SuspectWaitMilliseconds,
        ];
        var call = connection.EvaluateAsync(RedisScript.Claim, touched, values);

        // The read goes out right behind the claim, not a round trip later, when the last claim was given the right to sort.
        var read = _readAhead ? entries.ReadAsync(count, holder.Name) : null;
        var answer = (RedisResult[])(await call.ConfigureAwait(false))!;
        var first = (int)answer[0];
        if (first == -1)
        {
            throw new LeaseLostException(holder.Name);
        }

        await AddAsync(granted, answer).ConfigureAwait(false);
        holder.Held.Add(granted);
        next.Due((long)answer[1]);
        MoreAreDue = (long)answer[1] == 0;
        _readAhead = first == (int)RightToSort.Mine;
        return ((RightToSort)first, read is null ? null : await read.ConfigureAwait(false));
    }

    private async Task AddAsync(List<Delivery> granted, RedisResult[] answer)
    {
        var heads = new LaneHead[(answer.Length - BeforeLanes) / EachLane];
        if (heads.Length == 0)
        {
            return;
        }

        for (var i = 0; i < heads.Length; i++)
        {
            var at = BeforeLanes + (EachLane * i);
            heads[i] = new LaneHead((string)answer[at]!, (long)answer[at + 1], (long)answer[at + 2]);
        }

        heads = await jobs.ReadAsync(heads).ConfigureAwait(false);
        for (var i = 0; i < heads.Length; i++)
        {
            var (lapses, failures) = HeadTries.Read((string?)answer[BeforeLanes + (EachLane * i) + 3]);
            granted.Add(jobs.Deliver(heads[i], lapses, failures));
            observer?.Started(granted[^1]);
        }
    }
}
