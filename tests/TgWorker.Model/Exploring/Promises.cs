using System.Globalization;
using System.Numerics;
using TgWorker.Model.Specification;

namespace TgWorker.Model.Exploring;

/// <summary>The promises, as what may never be seen.</summary>
internal static class Promises
{
    /// <summary>What is wrong with a world at rest; null when nothing is.</summary>
    public static string? BrokenIn(World world) => Lost(world) ?? Stranded(world) ?? Idle(world);

    /// <summary>What is wrong with a call's effect; null when nothing is.</summary>
    public static string? BrokenBy(World before, World after, Step step, long[] answer, int updates)
    {
        if (Caller(step) is { } worker && !before.Queue.IsLive(worker) && answer[0] > 0)
        {
            return Text($"Worker {worker} has lost its lease, and yet its call was accepted.");
        }

        if (step is Step.Recover recover && before.Queue.IsLive(recover.Worker) && !after.Queue.IsLive(recover.Worker))
        {
            return Text($"The lanes of worker {recover.Worker} were taken from it although its lease holds.");
        }

        if (Settlements.AreFinal(step) && answer[0] > 0)
        {
            var run = Settlements.Of(step)[0];
            if (before.Queue.Lanes[run.Lane]!.Jobs[0] is var job && job != run.Job)
            {
                return Text($"Job {job} left its lane when job {run.Job} was settled.");
            }
        }

        for (var lane = 0; lane < after.Queue.Lanes.Length; lane++)
        {
            var fence = after.Queue.Lanes[lane]?.Fence ?? 0;
            if (fence != 0 && fence != (before.Queue.Lanes[lane]?.Fence ?? 0))
            {
                if (WrongGrant(before, after, lane, fence, updates) is { } wrong)
                {
                    return wrong;
                }

                after.LastFence[lane] = fence;
            }
        }

        return null;
    }

    private static string? WrongGrant(World before, World after, int lane, long fence, int updates)
    {
        if (fence <= before.LastFence[lane])
        {
            return Text($"The token of lane {lane} did not grow.");
        }

        if (after.Queue.Lanes[lane]!.Jobs is not [var job, ..])
        {
            return Text($"Lane {lane} was granted without a job.");
        }

        var isDone = 0;
        after.Queue.Gone.ForEach(gone => isDone |= 1 << gone);
        after.Queue.Failed.ForEach(failed => isDone |= 1 << failed.Job);
        for (var earlier = lane * updates; earlier < job; earlier++)
        {
            if ((after.Retried & ((1 << earlier) | (1 << job))) == 0 && (isDone & (1 << earlier)) == 0)
            {
                return Text($"Job {job} was granted before job {earlier} was done.");
            }
        }

        var other = Array.FindIndex(after.Processes, p => p.Held[lane].Runs && p.Name >= 0 && after.Queue.IsLive(p.Name));
        return other < 0 ? null : Text($"Lane {lane} was granted while process {other} runs its handler under a lease that holds.");
    }

    /// <summary>Every job that was pushed is in one place, and in only one.</summary>
    private static string? Lost(World world)
    {
        var (seen, count, pushed) = (0, 0, 0);
        Count(world.Queue.List);
        Count(world.Queue.Gone);
        foreach (var lane in world.Queue.Lanes)
        {
            Count(lane?.Jobs ?? []);
        }

        foreach (var failed in world.Queue.Failed)
        {
            Count([failed.Job]);
        }

        foreach (var lane in world.Pushed)
        {
            pushed += lane;
        }

        return count == pushed && BitOperations.PopCount((uint)seen) == pushed
            ? null
            : Text($"{pushed} jobs were pushed, {BitOperations.PopCount((uint)seen)} are there, in {count} places.");

        void Count(IReadOnlyList<int> jobs)
        {
            for (var i = 0; i < jobs.Count; i++)
            {
                seen |= 1 << jobs[i];
                count++;
            }
        }
    }

    /// <summary>Every lane is either held by one known worker, or ready, or stopped: somebody will run it.</summary>
    private static string? Stranded(World world)
    {
        var queue = world.Queue;
        for (var lane = 0; lane < queue.Lanes.Length; lane++)
        {
            var (holders, known) = (0, 0);
            for (var worker = 0; worker < queue.Holding.Length; worker++)
            {
                holders += queue.Holds(worker, lane) ? 1 : 0;
                known += queue.Holds(worker, lane) && queue.Expiry[worker] != QueueState.None ? 1 : 0;
            }

            var isHeld = queue.Lanes[lane] is { Fence: not 0, Jobs.Length: > 0 } && (holders, known) == (1, 1);
            var isReady = queue.Ready[lane] != QueueState.None && queue.Lanes[lane] is { Fence: 0, Jobs.Length: > 0 };
            var isStopped = queue.Stopped[lane] is { } id && queue.Lanes[lane]?.Fence == 0
                && queue.Failed.Exists(failed => failed.Id == id);
            var isAbsent = queue.Lanes[lane] is null;
            if ((isHeld ? 1 : 0) + (isReady ? 1 : 0) + (isStopped ? 1 : 0) + (isAbsent ? 1 : 0) != 1
                || (isHeld ? 1 : 0) != holders || isReady != (queue.Ready[lane] != QueueState.None))
            {
                return Text($"Lane {lane} is not held by one worker, nor ready, nor stopped, nor absent, or more than one of these.");
            }
        }

        return null;
    }

    /// <summary>No worker renews its lease of a lane that it does not know it holds: nobody would ever run it.</summary>
    private static string? Idle(World world)
    {
        for (var p = 0; p < world.Processes.Length; p++)
        {
            var process = world.Processes[p];
            for (var lane = 0; lane < process.Held.Length && process.Name != Process.NoName && !process.AnswerLost; lane++)
            {
                var knows = process.Held[lane].IsHeld && process.Held[lane].Fence == world.Queue.Lanes[lane]?.Fence;
                if (!knows && world.Queue.IsLive(process.Name) && world.Queue.Holds(process.Name, lane))
                {
                    return Text($"Lane {lane} is held by process {p}, which does not know.");
                }
            }
        }

        return null;
    }

    // Workers who left or lapsed may still be cleared away; everything else needs a lease.
    private static int? Caller(Step step) => step switch
    {
        Step.Claim claim => claim.Worker,
        Step.Sort sort => sort.Worker,
        Step.Finish finish => finish.Worker,
        Step.Fail fail => fail.Worker,
        Step.Park park => park.Worker,
        Step.Rejoin rejoin => rejoin.Worker,
        Step.Renew renew => renew.Worker,
        _ => null,
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
