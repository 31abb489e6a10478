namespace TgWorker.Model.Specification;

/// <content>How workers come and go.</content>
internal sealed partial class QueueSpecification
{
    private long[] Join(QueueState state, Step.Join join)
    {
        var differs = state.OrderedBy != QueueState.None && state.OrderedBy != join.OrderedBy;
        if (differs && (Array.Exists(state.Lanes, lane => lane is not null) || Array.Exists(state.Expiry, expiry => expiry > state.Now)))
        {
            return SortsOtherwise;
        }

        state.OrderedBy = join.OrderedBy;
        if (state.Expiry[join.Worker] != QueueState.None)
        {
            return Refused;
        }

        state.Expiry[join.Worker] = state.Now + leaseMilliseconds;
        return Done;
    }

    /// <summary>
    /// Answers {paused, restarts asked for, ms until the next ready lane, how many of the worker's runs are cancelled, their lanes, tokens
    /// and who wants it, then the lapsed workers}.
    /// </summary>
    private long[] Renew(QueueState state, int worker)
    {
        state.Expiry[worker] = state.Now + leaseMilliseconds;
        var lapsed = Enumerable.Range(0, state.Expiry.Length)
            .Where(other => state.Expiry[other] != QueueState.None && !state.IsLive(other))
            .OrderBy(other => state.Expiry[other]);
        var cancelled = Cancelled(state, worker);
        return
        [
            0, 0, UntilNextReady(state), cancelled.Count,
            .. cancelled.SelectMany(lane => (long[])[lane, state.Cancelled[lane], Step.CancelRun.By]),
            .. lapsed.Select(other => (long)other),
        ];
    }

    private static List<int> Cancelled(QueueState state, int worker)
    {
        var lanes = new List<int>();
        for (var lane = 0; lane < state.Lanes.Length; lane++)
        {
            if (state.Lanes[lane]?.Fence != state.Cancelled[lane])
            {
                state.Cancelled[lane] = QueueState.None;
            }
            else if (state.Holds(worker, lane))
            {
                lanes.Add(lane);
            }
        }

        return lanes;
    }

    private long[] Recover(QueueState state, int worker)
    {
        if (state.Expiry[worker] == QueueState.None || (!missing.HasFlag(Guard.Expiry) && state.IsLive(worker)))
        {
            return Refused;
        }

        for (var lane = 0; lane < state.Lanes.Length; lane++)
        {
            if (state.Holds(worker, lane))
            {
                var (lapses, failures) = state.Tries[lane] ?? (0, 0);
                state.Tries[lane] = (lapses + 1, failures);
            }
        }

        var freed = SetFree(state, worker, keep: 0);
        state.Expiry[worker] = QueueState.None;
        return [freed];
    }

    private long[] Rejoin(QueueState state, Step.Rejoin rejoin)
    {
        var keep = 0;
        foreach (var run in rejoin.Known)
        {
            keep |= state.Holds(rejoin.Worker, run.Lane) && state.Lanes[run.Lane]?.Fence == run.Fence ? 1 << run.Lane : 0;
        }

        keep = missing.HasFlag(Guard.KeepsKnown) ? state.Holding[rejoin.Worker] : keep;
        var freed = SetFree(state, rejoin.Worker, keep);
        state.Holding[rejoin.NewName] |= keep;
        state.Expiry[rejoin.NewName] = state.Now + leaseMilliseconds;
        if (missing.HasFlag(Guard.OldNameEnds))
        {
            state.Holding[rejoin.Worker] = keep;
            return [freed];
        }

        state.Expiry[rejoin.Worker] = QueueState.None;
        GiveBackRight(state, rejoin.Worker);
        return [freed];
    }

    private static long[] Leave(QueueState state, int worker)
    {
        if (state.Expiry[worker] == QueueState.None)
        {
            return Refused;
        }

        var freed = SetFree(state, worker, keep: 0);
        state.Expiry[worker] = QueueState.None;
        GiveBackRight(state, worker);
        return [freed];
    }

    /// <summary>Sets the lanes of a worker free, except those to keep, which stay without a holder.</summary>
    private static long SetFree(QueueState state, int worker, int keep)
    {
        var freed = 0;
        for (var lane = 0; lane < state.Lanes.Length; lane++)
        {
            if (state.Holds(worker, lane) && (keep & (1 << lane)) == 0)
            {
                state.Lanes[lane] = state.Lanes[lane]! with { Fence = 0 };
                BeReady(state, lane, 0);
                freed++;
            }
        }

        state.Holding[worker] = 0;
        return freed;
    }

    // A lane that is paused waits for that to end; it is due when it would have been.
    private static void BeReady(QueueState state, int lane, long due)
    {
        if (state.IsPaused(lane))
        {
            state.Paused[lane] = due;
        }
        else
        {
            state.Ready[lane] = due;
        }
    }

    private static void GiveBackRight(QueueState state, int worker)
        => state.Sorter = state.Sorter == worker ? (int)QueueState.None : state.Sorter;
}
