namespace TgWorker.Model.Specification;

/// <content>What operators do to single lanes and to the ends of long ones.</content>
internal sealed partial class QueueSpecification
{
    // A lane that is free has its turn, unless it waits for an operator or has one already.
    private static void Start(QueueState state, int lane)
    {
        if (state.Lanes[lane]!.Fence == 0 && state.Stopped[lane] is null && !state.IsPaused(lane) && state.Ready[lane] == QueueState.None)
        {
            state.Ready[lane] = state.Now;
        }
    }

    private static bool FreeLane(QueueState state, int lane, FailedId id)
    {
        if (state.Stopped[lane] != id)
        {
            return false;
        }

        state.Stopped[lane] = null;
        if (!state.IsPaused(lane) && state.Lanes[lane] is { } its)
        {
            if (its.Jobs.Length == 0)
            {
                state.Lanes[lane] = null;
            }
            else
            {
                Start(state, lane);
            }
        }

        return true;
    }

    private static long[] PauseLane(QueueState state, int lane)
    {
        if (state.IsPaused(lane))
        {
            return Refused;
        }

        state.Lanes[lane] ??= new LaneState(0, 1, []);
        state.Paused[lane] = state.Ready[lane] is not QueueState.None and < BotPause.Aside ? state.Ready[lane] : state.Now;
        state.Ready[lane] = QueueState.None;
        state.PausedSince[lane] = state.Now;
        return Done;
    }

    private static long[] ContinueLane(QueueState state, int lane)
    {
        state.PausedSince[lane] = QueueState.None;
        if (!state.IsPaused(lane))
        {
            return Refused;
        }

        var (its, due) = (state.Lanes[lane]!, state.Paused[lane]);
        state.Paused[lane] = QueueState.None;
        if (its.Jobs.Length == 0 && state.Stopped[lane] is null)
        {
            state.Lanes[lane] = null;
        }
        else if (its.Fence == 0 && state.Stopped[lane] is null)
        {
            state.Ready[lane] = due;
        }

        return Done;
    }

    /// <summary>Answers with the failed job's id, as its job and its token; 0 or -1 when nothing was done.</summary>
    private long[] SkipHead(QueueState state, Step.SkipHead skip)
    {
        var lane = state.Lanes[skip.Lane];
        if (lane is { Fence: not 0 })
        {
            return [-1];
        }

        if (lane is null || lane.Jobs.Length == 0 || lane.Head != skip.Number || lane.Jobs[0] != skip.Job)
        {
            return Refused;
        }

        var id = new FailedId(jobs[skip.Job].Uuid, 0);
        for (var n = state.Clock; state.Failed.Exists(failed => failed.Id == id); n++)
        {
            id = id with { Fence = n };
        }

        AddFailed(state, new FailedEntry(id, skip.Job, state.Clock));
        GoOn(state, skip.Lane, lane.Next(0));
        return [id.Uuid, id.Fence];
    }

    private static long[] CancelRun(QueueState state, Step.CancelRun cancel)
    {
        var lane = state.Lanes[cancel.Lane];
        if (lane is null || lane.Jobs.Length == 0 || lane.Head != cancel.Number || lane.Jobs[0] != cancel.Job)
        {
            return Refused;
        }

        if (lane.Fence == 0)
        {
            return [-1];
        }

        state.Cancelled[cancel.Lane] = lane.Fence;
        return Done;
    }

    private long[] DropJob(QueueState state, Step.DropJob drop)
    {
        var lane = state.Lanes[drop.Lane];
        var at = lane is null ? -1 : (int)(drop.Number - lane.Head);
        if (at < 0 || at >= lane!.Jobs.Length)
        {
            return Refused;
        }

        if (lane.Jobs[at] != drop.Job)
        {
            return Refused;
        }

        if (lane.Fence != 0 && at < 2)
        {
            return [-1];
        }

        var behind = lane.Jobs.Length - 1 - at;
        var towardsTail = lane.Fence != 0 || behind < at;
        var moving = towardsTail ? lane.Jobs[(at + 1)..] : lane.Jobs[..at];
        if (moving.Length > Step.DropJob.MostMoved || moving.Sum(Length) > Step.DropJob.MostBytes)
        {
            return [-2];
        }

        state.Gone.Add(drop.Job);
        var rest = new LaneState(lane.Fence, lane.Head + (towardsTail ? 0 : 1), [.. lane.Jobs[..at], .. lane.Jobs[(at + 1)..]]);
        if (at == 0)
        {
            GoOn(state, drop.Lane, rest);
        }
        else
        {
            state.Lanes[drop.Lane] = rest;
        }

        return Done;
    }

    // The head of a lane that nobody runs is gone: the next one is due at once, or the lane ends.
    private static void GoOn(QueueState state, int number, LaneState rest)
    {
        state.Tries[number] = null;
        var (isStopped, isPaused) = (state.Stopped[number] is not null, state.IsPaused(number));
        var ends = rest.Jobs.Length == 0 && !isStopped && !isPaused;
        state.Lanes[number] = ends ? null : rest;
        state.Paused[number] = isPaused ? state.Now : QueueState.None;
        if (!isStopped && !isPaused)
        {
            state.Ready[number] = ends ? QueueState.None : state.Now;
        }
    }

    private static long[] ClearTail(QueueState state, Step.ClearTail clear)
    {
        if (state.Lanes[clear.Lane] is not { } lane || lane.Tail != clear.Tail || lane.Jobs.Length - clear.Count < 2)
        {
            return [-2];
        }

        state.Gone.AddRange(lane.Jobs[^clear.Count..]);
        state.Lanes[clear.Lane] = lane with { Jobs = lane.Jobs[..^clear.Count] };
        return [clear.Count];
    }

    private long[] DrainTail(QueueState state, Step.DrainTail drain)
    {
        var (lane, seen) = (state.Lanes[drain.Lane], drain.Seen);
        if (lane is null || seen is null || (lane.Fence, lane.Head, lane.Tail) != (seen.Fence, seen.Head, seen.Tail)
            || state.Paused[drain.Lane] != drain.Paused)
        {
            return [-2];
        }

        if (lane.Fence != 0)
        {
            return [-1];
        }

        if (drain.Count >= lane.Jobs.Length || !lane.Jobs.AsSpan()[^drain.Count..].SequenceEqual(seen.Jobs.AsSpan()[^drain.Count..]))
        {
            return [-2];
        }

        var moved = lane.Jobs[^drain.Count..];
        foreach (var update in moved.Select(job => jobs[job].Update).Where(update => update >= 0))
        {
            state.Seen &= ~(1UL << update);
        }

        state.List.InsertRange(0, moved);
        state.Lanes[drain.Lane] = lane with { Jobs = lane.Jobs[..^drain.Count] };
        return [drain.Count];
    }
}
