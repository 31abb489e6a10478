using TgWorker.Model.Specification;

namespace TgWorker.Model.Exploring;

/// <summary>All moves there are in a world.</summary>
internal sealed class Moves(Bounds bounds, Guard missing)
{
    public const long Later = 1L << 40;

    public IEnumerable<Move> In(World world)
    {
        for (var p = 0; p < world.Processes.Length; p++)
        {
            var process = world.Processes[p];
            if (process.Name == Process.NoName)
            {
                if (FreshName(world) is { } name)
                {
                    yield return new Move(MoveKind.Calls, p, Step: new Step.Join(name));
                }

                continue;
            }

            yield return new Move(MoveKind.Crashes, p);
            foreach (var step in process.AnswerLost ? Rejoin(world, process) : Work(world, process))
            {
                yield return new Move(MoveKind.Calls, p, Step: step);
                if (world.Late.Count < bounds.LateCalls && step is not Step.Renew)
                {
                    yield return new Move(MoveKind.GivesUp, p, Step: step);
                }
            }

            for (var lane = 0; lane < bounds.Lanes; lane++)
            {
                if (process.Held[lane] is { IsHeld: true, Job: HeldLane.Unread })
                {
                    yield return new Move(MoveKind.ReadsHead, p, lane);
                }
                else if (process.Held[lane] is { IsHeld: true, Runs: true, Following: HeldLane.Unread }
                    && world.Queue.Lanes[lane]?.Jobs.Length > 1)
                {
                    yield return new Move(MoveKind.ReadsFollowing, p, lane);
                }
            }
        }

        for (var i = 0; i < world.Late.Count; i++)
        {
            yield return new Move(MoveKind.Arrives, i);
        }

        for (var worker = 0; worker < bounds.Names; worker++)
        {
            if (world.Queue.IsLive(worker))
            {
                yield return new Move(MoveKind.Lapses, worker);
            }

            if (world.Queue.Expiry[worker] != QueueState.None && (!world.Queue.IsLive(worker) || missing.HasFlag(Guard.Expiry)))
            {
                yield return new Move(MoveKind.Happens, worker, Step: new Step.Recover(worker));
            }
        }

        foreach (var step in Outside(world).Concat(bounds.Operators ? Operate(world) : []))
        {
            yield return new Move(MoveKind.Happens, 0, Step: step);
        }
    }

    private IEnumerable<Step> Work(World world, Process process)
    {
        var free = process.Held.Count(held => !held.IsHeld);
        var isLive = world.Queue.IsLive(process.Name);
        var isWork = !isLive || world.Queue.List.Count > 0 || process.Read is not null
            || Array.Exists(world.Queue.Ready, due => due != QueueState.None);
        for (var slots = 0; slots <= free && isWork; slots++)
        {
            yield return new Step.Claim(process.Name, slots, SortAnyway: slots == 0);
            if (process.Read is { } entries)
            {
                yield return new Step.Sort(process.Name, slots, GoOn: slots > 0, entries);
            }
        }

        for (var lane = 0; lane < bounds.Lanes; lane++)
        {
            if (process.Held[lane] is { IsHeld: true, Job: not HeldLane.Unread } held)
            {
                var run = new Run(lane, held.Fence, held.Job);
                yield return new Step.Finish(process.Name, TakeNext: false, [run]);
                yield return new Step.Finish(process.Name, TakeNext: true, [run]);
                yield return new Step.Fail(process.Name, run, TakeNext: true, Hold: false);
                yield return new Step.Fail(process.Name, run, TakeNext: false, Hold: true);
                yield return new Step.Park(process.Name, run, Delay: 0, Failures: 1);
                yield return new Step.Park(process.Name, run, Later, Failures: 0);
            }
        }

        // A lease that holds goes on holding: there is nothing to see.
        if (!isLive)
        {
            yield return new Step.Renew(process.Name);
        }

        yield return new Step.Leave(process.Name);
    }

    private IEnumerable<Step> Rejoin(World world, Process process)
    {
        if (FreshName(world) is { } name)
        {
            Run[] known =
            [
                .. Enumerable.Range(0, bounds.Lanes).Where(lane => process.Held[lane].IsHeld)
                    .Select(lane => new Run(lane, process.Held[lane].Fence, process.Held[lane].Job)),
            ];
            yield return new Step.Rejoin(process.Name, name, known);
        }
    }

    private IEnumerable<Step> Outside(World world)
    {
        for (var lane = 0; lane < bounds.Lanes && world.Done + world.Pushed.Sum() < bounds.Updates; lane++)
        {
            yield return new Step.Push((lane * bounds.Updates) + world.Pushed[lane]);
        }

        if (world.Queue.List.Count > 0)
        {
            yield return new Step.TakenElsewhere();
        }

        if (world.Queue.Sorter != QueueState.None)
        {
            yield return new Step.RightExpires();
        }

        if (Array.Exists(world.Queue.Ready, due => due > world.Queue.Now))
        {
            yield return new Step.Pass(Later * 1000);
        }
    }

    private IEnumerable<Step> Operate(World world)
    {
        foreach (var failed in world.Queue.Failed)
        {
            var lane = failed.Job / bounds.Updates;
            yield return new Step.RetryFailed(lane, AtTail: false, [failed.Id]);
            yield return new Step.RetryFailed(lane, AtTail: true, [failed.Id]);
            yield return new Step.Forget(failed.Id, lane);
        }

        for (var lane = 0; lane < bounds.Lanes; lane++)
        {
            if (world.Queue.Lanes[lane] is not null)
            {
                yield return new Step.Clear(lane);
            }
        }
    }

    // A name that nobody and nothing knows any more is as good as new.
    private int? FreshName(World world)
    {
        for (var name = 0; name < bounds.Names; name++)
        {
            var (taken, queue) = (name, world.Queue);
            if (queue.Expiry[name] == QueueState.None && queue.Holding[name] == 0 && queue.Sorter != name
                && !Array.Exists(world.Processes, process => process.Name == taken)
                    && !world.Late.Exists(call => NamesIn.Call(call).Contains(taken)))
            {
                return name;
            }
        }

        return null;
    }
}
