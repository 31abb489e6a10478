using System.Numerics;

namespace TgWorker.Model.Specification;

/// <content>How a worker comes by jobs.</content>
internal sealed partial class QueueSpecification
{
    public const long NotNeeded = 0;
    public const long Mine = 1;
    public const long Another = 2;

    /// <summary>Answers {may sort, ms until the next ready lane, then per grant: lane, fence, number, lapses, failures}.</summary>
    private long[] Claim(QueueState state, Step.Claim claim)
    {
        var last = LastFence(state);
        var lanes = Due(state, claim.Slots);
        List<long> answer = [NotNeeded, -1];
        foreach (var lane in lanes)
        {
            var (lapses, failures) = state.Tries[lane] ?? (0, 0);
            var fence = NextFence(state, last, lanes.IndexOf(lane) + 1);
            answer.AddRange([lane, fence, state.Lanes[lane]!.Head, lapses, failures]);
            Grant(state, claim.Worker, lane, state.Lanes[lane]! with { Fence = fence });
        }

        if ((lanes.Count < claim.Slots || claim.SortAnyway) && state.List.Count > 0)
        {
            state.Sorter = state.Sorter == QueueState.None ? claim.Worker : state.Sorter;
            answer[0] = state.Sorter == claim.Worker ? Mine : Another;
        }

        answer[1] = Array.Exists(state.BotPauses, static pause => pause is { HasEnded: true }) ? 0 : UntilNextReady(state);
        return [.. answer];
    }

    /// <summary>Answers {entries left, duplicates, then per grant: index of the entry, fence}.</summary>
    private long[] Sort(QueueState state, Step.Sort sort)
    {
        if (!missing.HasFlag(Guard.RightToSort) && state.Sorter != sort.Worker)
        {
            return [-2];
        }

        var count = sort.Entries.Length;
        if (!missing.HasFlag(Guard.ListUnchanged) && !state.List.Take(count).SequenceEqual(sort.Entries))
        {
            state.Sorter = (int)QueueState.None;
            return [-3];
        }

        var last = LastFence(state);
        var (duplicates, granted) = (0L, 0);
        List<long> answer = [0, 0];
        for (var i = 0; i < count; i++)
        {
            if (IsDuplicate(state, sort.Entries[i]))
            {
                duplicates++;
                state.Gone.Add(sort.Entries[i]);
            }
            else if (Append(state, sort.Entries[i], grant: granted < sort.Slots))
            {
                var lane = jobs[sort.Entries[i]].Lane;
                var fence = NextFence(state, last, ++granted);
                Grant(state, sort.Worker, lane, state.Lanes[lane]! with { Fence = fence });
                answer.AddRange([i + 1, fence]);
            }
        }

        state.Reading = null;
        KeepSeen(state, sort.Entries);
        state.List.RemoveRange(0, Math.Min(count, state.List.Count));
        var keep = sort.GoOn && state.List.Count > 0 && granted == 0;
        state.Sorter = keep ? state.Sorter : (int)QueueState.None;
        (answer[0], answer[1]) = (state.List.Count, duplicates);
        return [.. answer];
    }

    private void Grant(QueueState state, int worker, int lane, LaneState granted)
    {
        state.Lanes[lane] = missing.HasFlag(Guard.HeadStays) ? granted with { Head = granted.Head + 1, Jobs = granted.Jobs[1..] } : granted;
        state.Ready[lane] = missing.HasFlag(Guard.LeavesReady) ? state.Ready[lane] : QueueState.None;
        state.Holding[worker] |= 1 << lane;
    }

    /// <returns>Whether the lane is to be granted to the worker that sorts.</returns>
    private bool Append(QueueState state, int job, bool grant)
    {
        var lane = jobs[job].Lane;
        var before = state.Lanes[lane];
        state.Lanes[lane] = before is null ? new LaneState(0, 1, [job]) : before with { Jobs = [.. before.Jobs, job] };
        var isFree = before is null || missing.HasFlag(Guard.LaneEmpty);
        grant &= !IsBotPaused(state, lane);
        if (isFree && !grant)
        {
            state.Ready[lane] = state.Now;
        }

        return isFree && grant;
    }

    private bool IsDuplicate(QueueState state, int job)
    {
        if (jobs[job].Update < 0)
        {
            return false;
        }

        var bit = 1UL << jobs[job].Update;
        var seen = (state.Seen & bit) != 0;
        state.Seen |= bit;
        return seen;
    }

    // Bitmaps with few updates may be given up at once, the others at the end of their life.
    private void KeepSeen(QueueState state, int[] entries)
    {
        var touched = entries.Where(job => jobs[job].Update >= 0).Select(job => Budget?.Find(jobs[job].Update).Bitmap ?? 0).Distinct()
            .ToList();
        if (Budget is null || touched.Count == 0)
        {
            return;
        }

        var now = state.Now / 1000;
        state.SeenUntil = state.SeenUntil.Length > 0 ? state.SeenUntil : [.. Enumerable.Repeat(QueueState.None, Budget.Bitmaps)];
        foreach (var bitmap in touched)
        {
            state.SeenUntil[bitmap] = BitOperations.PopCount(state.Seen & Budget.Of(bitmap)) >= Budget.WorthKeeping
                ? now + Budget.LifeSeconds : now;
        }

        var kept = Enumerable.Range(0, Budget.Bitmaps).Where(bitmap => state.SeenUntil[bitmap] != QueueState.None)
            .OrderBy(bitmap => state.SeenUntil[bitmap]).ToList();
        var lapsed = kept.Count(bitmap => state.SeenUntil[bitmap] < now - Budget.LifeSeconds);
        foreach (var bitmap in kept.Take(Math.Max(lapsed, kept.Count - Budget.Most)))
        {
            state.SeenUntil[bitmap] = QueueState.None;
            state.Seen &= ~Budget.Of(bitmap);
        }
    }

    private static IEnumerable<int> InTurn(QueueState state) =>
        Enumerable.Range(0, state.Ready.Length).Where(lane => state.Ready[lane] != QueueState.None).OrderBy(lane => state.Ready[lane]);

    private static long UntilNextReady(QueueState state)
    {
        foreach (var lane in InTurn(state))
        {
            return state.Ready[lane] >= BotPause.Aside ? -1 : Math.Max(0, state.Ready[lane] - state.Now);
        }

        return -1;
    }
}
