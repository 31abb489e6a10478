using TgWorker.Model.Specification;

namespace TgWorker.Model.Comparing;

/// <summary>Steps by chance: most make sense, some come late, from the wrong worker or under an old token.</summary>
/// <param name="seed">Makes the same steps again.</param>
/// <param name="otherOrders">Whether some workers sort otherwise than the first.</param>
/// <param name="operators">Whether operators see to single lanes, entries are given up unread or go to PHP, and servers change.</param>
internal sealed class RandomSteps(int seed, bool otherOrders = false, bool operators = false)
{
    /// <summary>Of eight sequences with operators the one that is about a long lane.</summary>
    public const int LongLanes = 6;

    // Two workers and a few jobs, or little would happen.
    private const int Beginning = 7;
    private const int LongBeginning = 14;

    private readonly Random _random = new(seed);
    private readonly Random _orders = new(~seed);
    private readonly CancellingSteps _cancels = new(seed);
    private readonly BotPausingSteps _pauses = new(seed);
    private readonly bool _hasLongLane = operators && seed % 8 == LongLanes;
    private readonly List<Run> _runs = [];
    private readonly List<int[]> _reads = [];
    private readonly List<LaneState?> _lanes = [null];
    private readonly int[] _mostlyOfOneLane = MostlyOfOneLane(seed);
    private int _pushed;
    private int _named;
    private int _taken;

    /// <summary>The next step for a queue in this state.</summary>
    public Step Next(QueueState state)
    {
        Remember(state);
        if (_taken++ < (_hasLongLane ? LongBeginning : Beginning))
        {
            return _taken <= 2 ? new Step.Join(_named++) : Push();
        }

        if (operators && (_cancels.Next(state) ?? _pauses.Next(state)) is { } step)
        {
            return step;
        }

        if (operators && _random.Next(5) < 2)
        {
            var steps = new OperatorSteps(_random, seed / 8, _lanes, Live, Lane, Hold);
            return !_hasLongLane || _random.Next(5) == 0 ? steps.Next(state)
                : IsAboutItsLength ? steps.OfLongLanes(state) : steps.OfTriedHeads(state, Park, Push);
        }

        return WhatIsDue(state) ?? _random.Next(100) switch
        {
            < 4 => new Step.Join(_random.Next(4) > 0 ? NewName() : Worker(), Order()),
            < 17 => Push(),
            < 29 => new Step.Claim(Live(state), _random.Next(4), _random.Next(3) == 0),
            < 41 => Sort(state),
            < 52 => new Step.Finish(Holder(state, out var run), _random.Next(2) == 0, Runs(run), WithPayloads: run.Fence % 2 == 0),
            < 61 => new Step.Fail(Holder(state, out var run), run, _random.Next(2) == 0, _random.Next(2) == 0),
            < 65 => Park(state),
            < 68 => new Step.NoteFailures(Holder(state, out var run), run, 1 + _random.Next(3)),
            < 70 => new Step.Renew(Live(state)),
            < 75 => new Step.Recover(Lapsed(state)),
            < 77 => Rejoin(state),
            < 79 => new Step.Leave(Worker()),
            < 85 => Retry(state),
            < 87 => new Step.Forget(SomeFailed(state, out var lane), lane),
            < 88 => new Step.Clear(Lane()),
            < 89 => Drain(state),
            < 92 => new Step.TakenElsewhere(),
            < 93 => new Step.RightExpires(),
            < 94 => new Step.FenceForgotten(),
            _ => new Step.Pass(_random.Next(4) switch { 0 => 1, 1 => 2_500_000, 2 => 5_000_000, _ => 10_000_000 }),
        };
    }

    private static int[] MostlyOfOneLane(int seed)
    {
        var chance = new Random(seed);
        return [.. Enumerable.Range(0, Naming.Jobs)
            .OrderBy(job => chance.Next(10) + (Naming.Facts[job].Lane == seed / 8 % Naming.Lanes ? 0 : 6)
                + (Naming.Payload(job).Length < Naming.Jobs ? 3 : 0))];
    }

    private int Order() => otherOrders && _orders.Next(10) == 0 ? 1 : 0;

    // Left to chance alone, the dead would seldom be recovered while somebody lives who can take their lanes over.
    private Step? WhatIsDue(QueueState state)
    {
        if (_random.Next(3) > 0)
        {
            return null;
        }

        if (Array.FindIndex(state.Holding, lanes => lanes != 0) is >= 0 and var holder && !state.IsLive(holder))
        {
            return new Step.Recover(holder);
        }

        return Array.Exists(state.Expiry, expiry => expiry > state.Now) ? null : new Step.Join(NewName(), Order());
    }

    private void Remember(QueueState state)
    {
        for (var lane = 0; lane < state.Lanes.Length; lane++)
        {
            if (state.Lanes[lane] is { Fence: not 0 } its && !_runs.Exists(run => run.Lane == lane && run.Fence == its.Fence))
            {
                _runs.Add(new Run(lane, its.Fence, its.Jobs[0]));
            }
        }
    }

    private bool IsAboutItsLength => seed / 8 % 2 == 0;

    private Step Push() => _pushed == Naming.Jobs ? new Step.Pass(1000)
        : new Step.Push(_hasLongLane ? _mostlyOfOneLane[_pushed++] : _pushed++);

    private Step.Sort Sort(QueueState state)
    {
        _reads.Add([.. state.List.Take(_hasLongLane && IsAboutItsLength && _random.Next(3) > 0 ? LongBeginning : 1 + _random.Next(6))]);
        var read = _reads[_random.Next(4) > 0 ? ^1 : _random.Next(_reads.Count)];
        if (read.Length > 0 && _random.Next(6) == 0)
        {
            // As if another entry like it had stood there.
            read = [.. read];
            read[_random.Next(read.Length)] ^= 1;
        }

        var worker = state.Sorter >= 0 && _random.Next(5) > 0 ? state.Sorter : Live(state);
        return new Step.Sort(worker, _random.Next(4), _random.Next(2) == 0, read.Length > 0 ? read : [0]);
    }

    private int Worker() => _random.Next(Math.Clamp(_named, 1, Naming.Workers));

    // Names are not used twice, unless by somebody who should not.
    private int NewName() => _named < Naming.Workers ? _named++ : Worker();

    private int Lane() => _random.Next(Naming.Lanes);

    private int Live(QueueState state)
    {
        var live = Enumerable.Range(0, Naming.Workers).Where(state.IsLive).ToList();
        return live.Count > 0 && _random.Next(8) > 0 ? live[_random.Next(live.Count)] : Worker();
    }

    private int Lapsed(QueueState state)
    {
        var lapsed = Enumerable.Range(0, Naming.Workers).Where(worker => state.Expiry[worker] != QueueState.None && !state.IsLive(worker))
            .ToList();
        return lapsed.Count > 0 && _random.Next(4) > 0 ? lapsed[_random.Next(lapsed.Count)] : Worker();
    }

    private int Holder(QueueState state, out Run run)
    {
        var old = _runs.Count > 0 ? _runs[_random.Next(_runs.Count)] : new Run(Lane(), 1, 0);
        var current = _runs.Where(known => state.Lanes[known.Lane]?.Fence == known.Fence).ToList();
        run = current.Count > 0 && _random.Next(5) > 0 ? current[_random.Next(current.Count)] : old;
        var lane = run.Lane;
        var holder = Enumerable.Range(0, Naming.Workers).Where(worker => state.Holds(worker, lane)).ToList();
        return holder.Count > 0 && _random.Next(5) > 0 ? holder[0] : Live(state);
    }

    private Step.Park Park(QueueState state) => new(Holder(state, out var run), run, _random.Next(3) * 2500, _random.Next(3));

    private Step.Fail Hold(QueueState state) => new(Holder(state, out var run), run, _random.Next(2) == 0, Hold: true);

    private Run[] Runs(Run run)
    {
        var runs = new List<Run> { run };
        while (_random.Next(3) == 0)
        {
            runs.Add(_runs.Count > 0 && _random.Next(3) > 0 ? _runs[_random.Next(_runs.Count)] : run);
        }

        return [.. runs];
    }

    private Step.Rejoin Rejoin(QueueState state)
    {
        var (worker, name) = (Live(state), NewName());
        return new Step.Rejoin(worker, name != worker ? name : (name + 1) % Naming.Workers, Known(state));
    }

    private Run[] Known(QueueState state) =>
        [.. _runs.Where(run => state.Lanes[run.Lane]?.Fence == run.Fence ? _random.Next(4) > 0 : _random.Next(8) == 0)
            .DistinctBy(run => run.Lane)];

    private Step.RetryFailed Retry(QueueState state)
    {
        var first = SomeFailed(state, out var lane);
        List<FailedId> ids = [first];
        while (_random.Next(2) == 0)
        {
            ids.Add(SomeFailed(state, out var other) is var id && other == lane ? id : first);
        }

        return new Step.RetryFailed(lane, _random.Next(2) == 0, [.. ids.Distinct()]);
    }

    private FailedId SomeFailed(QueueState state, out int lane)
    {
        // Those that were given up unread go another way.
        var read = state.Failed.FindAll(job => !job.Unread);
        if (read.Count == 0 || _random.Next(8) == 0)
        {
            lane = Lane();
            return new FailedId(Naming.Jobs, 0);
        }

        var ofHeld = read.FindAll(job => state.Stopped[Naming.Facts[job.Job].Lane] is { } id && id != job.Id);
        var some = ofHeld.Count > 0 && _random.Next(2) == 0 ? ofHeld : read;
        var failed = some[_random.Next(some.Count)];
        lane = Naming.Facts[failed.Job].Lane;
        return failed.Id;
    }

    private Step.Drain Drain(QueueState state)
    {
        var lane = Lane();
        _lanes.Add(state.Lanes[lane]);
        return new Step.Drain(lane, _random.Next(4) > 0 ? state.Lanes[lane] : _lanes[_random.Next(_lanes.Count)]);
    }
}
