using TgWorker.Model.Specification;

namespace TgWorker.Model.Comparing;

/// <summary>Steps by chance of those that are not a worker's daily work.</summary>
/// <param name="random">Chance.</param>
/// <param name="theme">What most of them are about.</param>
/// <param name="seen">Lanes as they once were.</param>
/// <param name="live">A worker, mostly one with a lease.</param>
/// <param name="lane">Any lane.</param>
/// <param name="hold">Has a job fail that stops its lane.</param>
internal sealed class OperatorSteps(
    Random random, int theme, List<LaneState?> seen, Func<QueueState, int> live, Func<int> lane, Func<QueueState, Step> hold)
{
    private const int Themes = 4;

    // Most of a sequence is about one of four things, or too little of each would happen for its guards to matter.
    public Step Next(QueueState state)
    {
        foreach (var its in state.Lanes)
        {
            if (its is { Fence: 0, Jobs.Length: > 1 } && seen.Count < 100)
            {
                seen.Add(its);
            }
        }

        return (random.Next(5) > 0 ? theme % Themes : random.Next(Themes)) switch
        {
            0 => OfLanes(state),
            1 => OfTheList(state),
            2 => OfStoppedLanes(state),
            _ => random.Next(3) == 0 ? OfLanes(state) : Muster(state),
        };
    }

    /// <summary>What is done to a lane with more jobs than a step may touch, and to an entry that is just as large as may be.</summary>
    public Step OfLongLanes(QueueState state)
    {
        var longest = Enumerable.Range(0, Naming.Lanes).MaxBy(its => state.Lanes[its]?.Jobs.Length ?? 0);
        return random.Next(10) switch
        {
            0 => new Step.PauseLane(longest),
            < 4 => new Step.ClearTail(longest, Tail(state, longest), 1 + random.Next(2)),
            < 8 => DropOf(state, longest),
            _ => Read(state, exactly: true),
        };
    }

    /// <summary>Somebody else's retries: in a lane whose head was tried, and of a job beside a lane that is held for another.</summary>
    /// <param name="state">The queue.</param>
    /// <param name="park">Has the head of a lane wait.</param>
    /// <param name="push">Pushes an entry.</param>
    public Step OfTriedHeads(QueueState state, Func<QueueState, Step> park, Func<Step> push)
    {
        var failed = state.Failed.FindAll(job => !job.Unread);
        var tried = Enumerable.Range(0, state.List.Count).Where(at => Naming.Facts[state.List[at]].Lane is var to
            && state.Tries[to] is not null && state.Lanes[to] is { Fence: 0, Jobs.Length: > 0 }).ToList();
        if (failed.Count > 0 && random.Next(2) == 0)
        {
            var its = failed[random.Next(failed.Count)];
            var from = Some(other => state.Stopped[other] is { } id && id != its.Id);
            if (tried.Count > 0)
            {
                var index = tried[random.Next(tried.Count)];
                return new Step.TakeRetry(index, state.List[index], its.Id, from);
            }

            if (state.List.Count > 0)
            {
                return new Step.TakeRetry(0, state.List[0], its.Id, from);
            }
        }

        return random.Next(5) switch { < 2 => park(state), 2 => push(), _ => hold(state) };
    }

    private Step OfLanes(QueueState state) => random.Next(8) switch
    {
        0 => new Step.PauseLane(random.Next(3) == 0 ? Some(its => state.Stopped[its] is not null) : lane()),
        1 => new Step.ContinueLane(Some(state.IsPaused)),
        2 => Skip(state),
        3 or 4 => Drop(state),
        5 => new Step.ClearTail(
            Some(its => state.Lanes[its] is { Jobs.Length: > 2 }, out var cleared), Tail(state, cleared), 1 + random.Next(3)),
        6 => DrainTail(state),
        _ => Free(state),
    };

    private Step OfStoppedLanes(QueueState state) => random.Next(12) switch
    {
        < 3 => hold(state),
        < 7 => TakeRetry(state),
        7 or 8 => Free(state),
        9 => new Step.PauseLane(Some(its => state.Stopped[its] is not null)),
        10 => Skip(state),
        _ => new Step.ContinueLane(Some(state.IsPaused)),
    };

    private Step OfTheList(QueueState state) => random.Next(8) switch
    {
        0 or 1 => TakeRetry(state),
        2 => PassOn(state),
        3 => new Step.PassFailed([.. state.Failed.Where(job => !job.Unread).Select(job => job.Id).Take(1 + random.Next(2)),
            new FailedId(Naming.Jobs, 0)]),
        4 => new Step.PutUnreadBack(
            state.Failed.Find(job => job.Unread || random.Next(4) == 0) is var job && job.Id != default ? job.Id : new FailedId(1, 0),
            random.Next(2) == 0),
        _ => Read(state),
    };

    private Step Muster(QueueState state)
    {
        // Left to chance alone, the last of those that are missing would seldom come over before their time is up.
        if (state.Muster is { Since: not null } muster && random.Next(2) == 0
            && Array.FindIndex(muster.Missing, score => score != QueueState.None) is >= 0 and var missing)
        {
            return state.IsLive(missing) && random.Next(2) == 0 ? new Step.Renew(missing) : new Step.Leave(missing);
        }

        return new Step.Muster(
            live(state), random.Next(4) == 0 ? 1 : 0, random.Next(3) == 0 ? 1_000 : 10_000, random.Next(3) == 0 ? 2_000 : 0,
            random.Next(3) == 0 ? state.Clock + 1_000_000 : 0);
    }

    private int Some(Predicate<int> wanted) => Some(wanted, out _);

    private int Some(Predicate<int> wanted, out int found)
    {
        var lanes = Enumerable.Range(0, Naming.Lanes).Where(its => wanted(its)).ToList();
        return found = lanes.Count > 0 && random.Next(6) > 0 ? lanes[random.Next(lanes.Count)] : lane();
    }

    private long Tail(QueueState state, int its) => (state.Lanes[its]?.Tail ?? 1) + (random.Next(6) == 0 ? 1 : 0);

    private Step.SkipHead Skip(QueueState state)
    {
        var number = Some(its => state.Lanes[its] is { Fence: 0, Jobs.Length: > 0 });
        return state.Lanes[number] is { Jobs.Length: > 0 } its
            ? new Step.SkipHead(number, its.Head + (random.Next(8) == 0 ? 1 : 0), its.Jobs[random.Next(8) == 0 ? ^1 : 0])
            : new Step.SkipHead(number, 1, 0);
    }

    private Step.DropJob Drop(QueueState state)
    {
        // The first that may be dropped behind a head that is run, as many behind it as before it.
        if (Array.FindIndex(state.Lanes, its => its is { Fence: not 0, Jobs.Length: > 4 }) is >= 0 and var run && random.Next(2) == 0)
        {
            return new Step.DropJob(run, state.Lanes[run]!.Head + 2, state.Lanes[run]!.Jobs[2]);
        }

        return DropOf(state, Some(its => state.Lanes[its] is { Jobs.Length: > 1 }));
    }

    private Step.DropJob DropOf(QueueState state, int number)
    {
        if (state.Lanes[number] is not { Jobs.Length: > 0 } its)
        {
            return new Step.DropJob(number, 1, 0);
        }

        var at = random.Next(its.Jobs.Length);
        return new Step.DropJob(number, its.Head + at, its.Jobs[random.Next(8) == 0 ? 0 : at]);
    }

    private Step.DrainTail DrainTail(QueueState state)
    {
        // As if the lane had ended and begun again: the same numbers, other jobs.
        if (random.Next(3) == 0 && Array.FindIndex(state.Lanes, its => LikeIt(its) is not null) is >= 0 and var again)
        {
            var before = LikeIt(state.Lanes[again])!;
            return new Step.DrainTail(again, before, state.Paused[again], 1 + random.Next(before.Jobs.Length - 1));
        }

        var number = Some(its => state.Lanes[its] is { Fence: 0, Jobs.Length: > 1 });
        seen.Add(state.Lanes[number]);
        var looked = random.Next(4) > 0 ? state.Lanes[number] : seen[random.Next(seen.Count)];
        return new Step.DrainTail(
            number, looked, random.Next(8) == 0 ? QueueState.None : state.Paused[number],
            1 + random.Next(Math.Max(looked?.Jobs.Length ?? 1, 1)));
    }

    private LaneState? LikeIt(LaneState? now) => now is not { Fence: 0, Jobs.Length: > 1 } ? null
        : seen.FindLast(its => its is { Fence: 0 } && its.Head == now.Head && its.Tail == now.Tail && !its.Jobs.SequenceEqual(now.Jobs));

    private Step TakeRetry(QueueState state)
    {
        if (state.List.Count == 0)
        {
            return new Step.Pass(1000);
        }

        // Into a lane that has begun, or waits for an operator.
        var begun = Enumerable.Range(0, state.List.Count).Where(at => Naming.Facts[state.List[at]].Lane is var to
            && (state.Tries[to] is not null || state.Lanes[to] is { Fence: not 0 } || state.Stopped[to] is not null || state.IsPaused(to)))
            .ToList();
        var index = begun.Count > 0 && random.Next(3) > 0 ? begun[random.Next(begun.Count)] : random.Next(Math.Min(state.List.Count, 3));
        var failed = state.Failed.FindAll(job => !job.Unread);
        var held = failed.FindAll(job => Array.IndexOf(state.Stopped, job.Id) >= 0);
        var some = held.Count > 0 && random.Next(3) > 0 ? held : failed;
        var its = some.Count > 0 && random.Next(8) > 0 ? some[random.Next(some.Count)]
            : new FailedEntry(new FailedId(Naming.Jobs, 0), 0, 0);
        return new Step.TakeRetry(
            index, random.Next(6) == 0 ? state.List[random.Next(state.List.Count)] : state.List[index], its.Id,
            random.Next(4) == 0 ? Some(from => state.Stopped[from] is not null) : Naming.Facts[its.Job].Lane);
    }

    private Step PassOn(QueueState state)
    {
        var indexes = Enumerable.Range(0, Math.Min(state.List.Count, 4)).Where(_ => random.Next(3) > 0).ToList();
        return indexes.Count == 0
            ? new Step.Pass(1000)
            : new Step.PassOn([.. indexes.Select(index => (index, random.Next(8) == 0 ? Naming.Jobs - 1 : state.List[index]))]);
    }

    private Step.FreeLane Free(QueueState state)
    {
        var number = Some(its => state.Stopped[its] is not null && (state.IsPaused(its) || random.Next(2) == 0));
        return new Step.FreeLane(number, state.Stopped[number] is { } id && random.Next(6) > 0 ? id : new FailedId(1, 0));
    }

    private Step.Read Read(QueueState state, bool exactly = false)
    {
        var first = state.List.Count > 0 ? state.List[0] : 0;
        return new(
            state.Sorter >= 0 && random.Next(6) > 0 ? state.Sorter : live(state), 1 + random.Next(5), random.Next(2) == 0 ? 400 : 4000,
            exactly ? Naming.Payload(first).Length : random.Next(4) == 0 ? 45 : 1000, first);
    }
}
