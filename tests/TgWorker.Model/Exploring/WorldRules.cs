using TgWorker.Model.Specification;

namespace TgWorker.Model.Exploring;

/// <summary>Takes moves, and says which promise one breaks.</summary>
internal sealed class WorldRules(Bounds bounds, Guard missing)
{
    // Long against a walk of any length, which takes a millisecond per move.
    public const long Lease = 1L << 50;

    private readonly QueueSpecification _queue = new(
        [.. Enumerable.Range(0, bounds.Lanes * bounds.Updates).Select(job => new JobFacts(job / bounds.Updates, job, job))], Lease,
        missing);

    private readonly bool _checksFence = !missing.HasFlag(Guard.Fence) && !missing.HasFlag(Guard.FenceGrows);
    private readonly bool _checksHead = !missing.HasFlag(Guard.HeadChecked);

    /// <summary>Takes a move.</summary>
    /// <param name="before">The world, which stays as it is.</param>
    /// <param name="move">A move that <see cref="Moves"/> allows.</param>
    /// <param name="after">The world after the move.</param>
    /// <returns>The promise that was broken; null when none was.</returns>
    public string? Take(World before, Move move, out World after)
    {
        after = before.Clone();
        after.Queue.Clock += 1000;
        var broken = Take(before, after, move) ?? Promises.BrokenIn(after);
        if (!missing.HasFlag(Guard.Lease))
        {
            DropWhatIsRefused(after);
        }

        return broken;
    }

    // Whatever a worker without a lease calls is refused and changes nothing, and it never gets its lease back: what it
    // remembers and what it still has under way need not be told apart. Nor does a call settle anything under a token that
    // is no longer its lane's, for a lane never gets one back. (Without those guards they are told apart.)
    private void DropWhatIsRefused(World world)
    {
        foreach (var process in world.Processes)
        {
            if (process.Name != Process.NoName && !world.Queue.IsLive(process.Name))
            {
                Array.Clear(process.Held);
                process.Read = null;
            }
        }

        for (var i = world.Late.Count - 1; i >= 0; i--)
        {
            if (IsRefused(world.Queue, world.Late[i]))
            {
                world.Late.RemoveAt(i);
            }
        }
    }

    private bool IsRefused(QueueState queue, Step call)
    {
        var caller = NamesIn.Caller(call);
        return call is Step.Leave ? queue.Expiry[caller] == QueueState.None
            : !queue.IsLive(caller) || (_checksFence && Settlements.Of(call) is [var run, ..] && queue.Lanes[run.Lane]?.Fence != run.Fence);
    }

    private string? Take(World before, World after, Move move)
    {
        switch (move.Kind)
        {
            case MoveKind.Calls:
                {
                    var broken = Execute(before, after, Send(after, move), out var answer);
                    Hear(after, after.Processes[move.Number], move.Step!, answer);
                    return broken;
                }

            case MoveKind.GivesUp:
                after.Late.Add(Send(after, move));
                (after.Processes[move.Number].AnswerLost, after.Processes[move.Number].Read) = (true, null);
                break;
            case MoveKind.Arrives:
                after.Late.RemoveAt(move.Number);
                return Execute(before, after, before.Late[move.Number], out _);
            case MoveKind.ReadsHead:
                ReadHead(after, ref after.Processes[move.Number].Held[move.Lane], move.Lane);
                break;
            case MoveKind.ReadsFollowing:
                {
                    ref var held = ref after.Processes[move.Number].Held[move.Lane];
                    held = held with { Following = JobAt(after.Queue.Lanes[move.Lane], held.Number + 1) };
                    break;
                }

            case MoveKind.Crashes:
                after.Processes[move.Number].Forget();
                break;
            case MoveKind.Lapses:
                after.Queue.Expiry[move.Number] = 0;
                break;
            default:
                return Execute(before, after, move.Step!, out _);
        }

        return null;
    }

    // A handler has ended when its outcome is sent, and a process that leaves has none left.
    private static Step Send(World world, Move move)
    {
        var process = world.Processes[move.Number];
        foreach (var run in Settlements.Of(move.Step!))
        {
            process.Held[run.Lane] = process.Held[run.Lane] with { Runs = false };
        }

        if (move.Step is Step.Leave)
        {
            process.Forget();
        }

        return move.Step!;
    }

    private string? Execute(World before, World after, Step step, out long[] answer)
    {
        if (step is Step.Push push)
        {
            after.Pushed[push.Job / bounds.Updates]++;
        }
        else if (step is Step.RetryFailed retry)
        {
            after.Retried |= 1 << retry.Ids[0].Uuid;
        }

        try
        {
            answer = _queue.Apply(after.Queue, step);
        }
        catch (IndexOutOfRangeException)
        {
            answer = [0];
            return "A job was to be settled in a lane that has none.";
        }

        return Promises.BrokenBy(before, after, step, answer, bounds.Updates);
    }

    private void Hear(World world, Process process, Step step, long[] answer)
    {
        switch (step)
        {
            case Step.Join join:
                process.Name = join.Worker;
                break;
            case Step.Leave:
                break;
            case not null when answer[0] == -1:
                process.Forget();
                break;
            case Step.Claim:
                for (var i = 2; i < answer.Length; i += 5)
                {
                    process.Held[answer[i]] = new HeldLane(answer[i + 1], answer[i + 2], HeldLane.Unread, Runs: false, HeldLane.Unread);
                }

                process.Read = answer[0] == QueueSpecification.Mine ? [.. world.Queue.List.Take(2)] : null;
                break;
            case Step.Sort sort:
                for (var i = 2; i < answer.Length; i += 2)
                {
                    var job = sort.Entries[answer[i] - 1];
                    process.Held[job / bounds.Updates] = new HeldLane(answer[i + 1], 1, job, Runs: true, HeldLane.Unread);
                }

                process.Read = null;
                break;
            case Step.Finish finish:
                Settle(process, finish.Runs[0].Lane, answer[0], answer[^1], HeldLane.Unread);
                break;
            case Step.Fail fail:
                Settle(process, fail.Run.Lane, answer[0], answer.Length > 1 ? answer[1] : 0,
                    answer.Length > 1 ? (int)answer[2] : HeldLane.Unread);
                break;
            case Step.Park park:
                process.Held[park.Run.Lane] = default;
                break;
            case Step.Rejoin rejoin:
                (process.Name, process.AnswerLost) = (rejoin.NewName, false);
                break;
        }
    }

    private static void Settle(Process process, int lane, long fence, long number, int job)
    {
        var before = process.Held[lane];
        job = job == HeldLane.Unread && number == before.Number + 1 ? before.Following : job;
        process.Held[lane] = fence > 1 ? new HeldLane(fence, number, job, Runs: job != HeldLane.Unread, HeldLane.Unread) : default;
    }

    // While a lane is held its head's number changes only when an operator puts jobs before it or takes those behind it.
    private void ReadHead(World world, ref HeldLane held, int number)
    {
        var lane = world.Queue.Lanes[number];
        var at = _checksHead && lane?.Fence == held.Fence ? lane.Head : held.Number;
        var job = JobAt(lane, at);
        held = held with { Number = at, Job = job, Runs = job != HeldLane.Unread };
    }

    private static int JobAt(LaneState? lane, long number) =>
        lane is not null && number >= lane.Head && number <= lane.Tail ? lane.Jobs[number - lane.Head] : HeldLane.Unread;
}
