namespace TgWorker.Model.Specification;

/// <content>How a delivery ends.</content>
internal sealed partial class QueueSpecification
{
    /// <summary>
    /// Answers per run {0 refused, 1 finished, or the next job's fence}, then the numbers of the next jobs, and the jobs if asked for.
    /// </summary>
    private long[] Finish(QueueState state, Step.Finish finish)
    {
        var last = LastFence(state);
        var (taken, done) = (0, 0);
        var codes = new List<long>();
        var numbers = new List<long>();
        var payloads = new List<long>();
        foreach (var run in finish.Runs)
        {
            if ((done & (1 << run.Lane)) != 0 || !Runs(state, finish.Worker, run))
            {
                codes.Add(0);
                continue;
            }

            done |= 1 << run.Lane;
            state.Gone.Add(state.Lanes[run.Lane]!.Jobs[0]);
            state.Tries[run.Lane] = null;
            if (finish.TakeNext && state.Lanes[run.Lane]!.Jobs.Length > 1 && !state.IsPaused(run.Lane)
                && !IsBotPaused(state, run.Lane))
            {
                var next = state.Lanes[run.Lane]!.Next(NextFence(state, last, ++taken));
                state.Lanes[run.Lane] = next;
                codes.Add(next.Fence);
                numbers.Add(next.Head);
                payloads.AddRange(finish.WithPayloads ? [next.Jobs[0]] : []);
            }
            else
            {
                EndRun(state, finish.Worker, run.Lane);
                codes.Add(1);
            }
        }

        return [.. codes, .. numbers, .. payloads];
    }

    /// <summary>Answers {1}, or {the next job's fence, its number, the job}.</summary>
    private long[] Fail(QueueState state, Step.Fail fail)
    {
        var (worker, run) = (fail.Worker, fail.Run);
        if (!Runs(state, worker, run))
        {
            return Refused;
        }

        var lane = state.Lanes[run.Lane]!;
        var id = new FailedId(jobs[run.Job].Uuid, 0);
        for (var fence = run.Fence; state.Failed.Exists(failed => failed.Id == id); fence++)
        {
            id = id with { Fence = fence };
        }

        AddFailed(state, new FailedEntry(id, lane.Jobs[0], state.Clock));
        state.Tries[run.Lane] = null;
        if (lane.Jobs.Length > 1 && fail.TakeNext && !fail.Hold && !state.IsPaused(run.Lane) && !IsBotPaused(state, run.Lane))
        {
            var next = lane.Next(NextFence(state, LastFence(state), 1));
            state.Lanes[run.Lane] = next;
            return [next.Fence, next.Head, next.Jobs[0]];
        }

        if (fail.Hold)
        {
            LetGo(state, worker, run.Lane);
            state.Lanes[run.Lane] = lane.Next(0);
            state.Stopped[run.Lane] = id;
            state.Paused[run.Lane] = state.IsPaused(run.Lane) ? state.Now : QueueState.None;
        }
        else
        {
            EndRun(state, worker, run.Lane);
        }

        return Done;
    }

    private long[] Park(QueueState state, Step.Park park)
    {
        var lane = park.Run.Lane;
        if (!Runs(state, park.Worker, park.Run))
        {
            return Refused;
        }

        LetGo(state, park.Worker, lane);
        state.Lanes[lane] = state.Lanes[lane]! with { Fence = 0 };
        BeReady(state, lane, park.Delay == 0 ? 0 : state.Now + park.Delay);
        var lapses = state.Tries[lane]?.Lapses ?? 0;
        if (lapses > 0 || park.Failures > 0)
        {
            state.Tries[lane] = (lapses, park.Failures);
        }

        return Done;
    }

    private long[] NoteFailures(QueueState state, Step.NoteFailures note)
    {
        if (!Runs(state, note.Worker, note.Run))
        {
            return Refused;
        }

        state.Tries[note.Run.Lane] = (state.Tries[note.Run.Lane]?.Lapses ?? 0, note.Failures);
        return Done;
    }

    // The head is done: the lane goes, or waits for a worker.
    private static void EndRun(QueueState state, int worker, int lane)
    {
        LetGo(state, worker, lane);
        var left = state.Lanes[lane]!;
        if (left.Jobs.Length > 1 || state.IsPaused(lane))
        {
            state.Lanes[lane] = left.Next(0);
            BeReady(state, lane, state.Now);
        }
        else
        {
            state.Lanes[lane] = null;
        }
    }

    // In the order of time, then of their names; their names are compared as text.
    private static void AddFailed(QueueState state, FailedEntry entry)
    {
        var at = state.Failed.FindIndex(other => other.At > entry.At);
        state.Failed.Insert(at < 0 ? state.Failed.Count : at, entry);
    }
}
