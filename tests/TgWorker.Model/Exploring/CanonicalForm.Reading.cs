using TgWorker.Model.Specification;

namespace TgWorker.Model.Exploring;

/// <content>From bytes to a world.</content>
internal sealed partial class CanonicalForm
{
    // Before everything that the clock, at its start, hands out.
    private const long PastFence = 500;
    private const long CurrentFence = 1000;
    private const int NoEntry = -2;

    /// <summary>A world that has this form.</summary>
    public World Read(ReadOnlySpan<byte> form)
    {
        var reader = new FormReader(form);
        var processes = new Process[_bounds.Processes];
        for (var p = 0; p < processes.Length; p++)
        {
            processes[p] = ReadProcess(ref reader);
        }

        var late = new Step[reader.Next()];
        for (var i = 0; i < late.Length; i++)
        {
            late[i] = ReadCall(ref reader);
        }

        var queue = new QueueState(_bounds.Lanes, _bounds.Names) { Clock = World.Start, Fence = CurrentFence };
        ReadWorkers(ref reader, queue);
        queue.List.AddRange(ReadJobs(ref reader, reader.Next()));
        var fences = new long[_bounds.Lanes];
        for (var lane = 0; lane < _bounds.Lanes; lane++)
        {
            fences[lane] = ReadLane(ref reader, queue, lane);
        }

        var (failed, retried) = (0, 0);
        for (var shift = 0; shift < _jobs.Length; shift += 8)
        {
            failed |= reader.Next() << shift;
            retried |= reader.Next() << shift;
        }

        for (var job = 0; job < _jobs.Length; job++)
        {
            if ((failed & (1 << job)) != 0)
            {
                queue.Failed.Add(new FailedEntry(new FailedId(job, 0), job, 0));
            }
        }

        return new World(queue, processes, late, Pushed(queue), fences) { Retried = retried, Done = reader.Next() };
    }

    private Process ReadProcess(ref FormReader reader)
    {
        var process = new Process(_bounds.Lanes) { Name = reader.Next() - 1, AnswerLost = reader.NextFlag() };
        for (var lane = 0; lane < _bounds.Lanes; lane++)
        {
            process.Held[lane] = ReadHeld(ref reader, lane);
        }

        process.Read = ReadEntries(ref reader);
        return process;
    }

    private HeldLane ReadHeld(ref FormReader reader, int lane)
    {
        switch (reader.Next())
        {
            case 0:
                return default;
            case 1:
                return new HeldLane(PastFence, 0, lane * _bounds.Updates, Runs: false, HeldLane.Unread);
            case var flags:
                var (job, following) = (ReadJob(ref reader), ReadJob(ref reader));
                return new HeldLane(
                    (flags & 4) != 0 ? CurrentFence : PastFence, (flags & 16) != 0 ? ReadNumber(reader.Next()) : 0, job, (flags & 8) != 0,
                    following);
        }
    }

    private static int[]? ReadEntries(ref FormReader reader) => reader.Next() switch
    {
        Absent => null,
        Stale => [NoEntry],
        var count => ReadJobs(ref reader, count),
    };

    private Step ReadCall(ref FormReader reader)
    {
        var kind = reader.Next();
        var worker = reader.Next() - 1;
        switch (kind)
        {
            case 0:
                var free = reader.Next();
                return new Step.Claim(worker, free, SortAnyway: free == 0);
            case 1:
                var slots = reader.Next();
                return new Step.Sort(worker, slots, GoOn: slots > 0, ReadEntries(ref reader)!);
            case 2:
                var takeNext = reader.NextFlag();
                return new Step.Finish(worker, takeNext, [ReadRun(ref reader)]);
            case 3:
                var hold = reader.NextFlag();
                return new Step.Fail(worker, ReadRun(ref reader), TakeNext: !hold, hold);
            case 4:
                var isPutBack = reader.NextFlag();
                return new Step.Park(worker, ReadRun(ref reader), isPutBack ? 0 : Moves.Later, isPutBack ? 1 : 0);
            case 5:
                return new Step.Leave(worker);
            default:
                var name = reader.Next() - 1;
                return new Step.Rejoin(worker, name, ReadKnown(ref reader));
        }
    }

    private Run[] ReadKnown(ref FormReader reader)
    {
        var known = new List<Run>();
        for (var lane = 0; lane < _bounds.Lanes; lane++)
        {
            if (reader.Next() is > 0 and var kind)
            {
                known.Add(new Run(lane, kind == 1 ? CurrentFence : PastFence, HeldLane.Unread));
            }
        }

        return [.. known];
    }

    private static Run ReadRun(ref FormReader reader)
    {
        var lane = reader.Next();
        var fence = reader.NextFlag() ? CurrentFence : PastFence;
        return new Run(lane, fence, ReadJob(ref reader));
    }

    private static void ReadWorkers(ref FormReader reader, QueueState queue)
    {
        var named = reader.Next();
        for (var name = 0; name < named; name++)
        {
            var rank = reader.Next();
            queue.Expiry[name] = (rank % 3) switch { 0 => QueueState.None, 1 => queue.Now + WorldRules.Lease, _ => 0 };
            queue.Sorter = rank % 6 >= 3 ? name : queue.Sorter;
            queue.Holding[name] = rank / 6;
        }
    }

    /// <returns>The largest token that the lane was ever granted under.</returns>
    private long ReadLane(ref FormReader reader, QueueState queue, int lane)
    {
        var count = reader.Next();
        if (count != Absent)
        {
            var jobs = ReadJobs(ref reader, count);
            var fence = reader.NextFlag() ? CurrentFence : 0;
            var head = reader.Next();
            queue.Lanes[lane] = new LaneState(fence, ReadNumber(head), jobs);
        }

        var wasGranted = reader.NextFlag() || !_tellsTokens;
        queue.Tries[lane] = reader.NextFlag() ? (1, 1) : null;
        queue.Stopped[lane] = ReadJob(ref reader) is >= 0 and var failed ? new FailedId(failed, 0) : null;
        queue.Ready[lane] = reader.Next() switch { 0 => QueueState.None, 1 => 0, _ => queue.Now + Moves.Later };
        return queue.Lanes[lane]?.Fence is > 0 and var current ? current : wasGranted ? PastFence : 0;
    }

    private int[] Pushed(QueueState queue)
    {
        var pushed = new int[_bounds.Lanes];
        foreach (var lane in queue.Lanes)
        {
            Count(lane?.Jobs ?? []);
        }

        Count(queue.List);
        Count([.. queue.Failed.Select(failed => failed.Job)]);
        return pushed;

        void Count(IReadOnlyList<int> jobs)
        {
            for (var i = 0; i < jobs.Count; i++)
            {
                pushed[jobs[i] / _bounds.Updates]++;
            }
        }
    }

    private static int[] ReadJobs(ref FormReader reader, int count)
    {
        var jobs = new int[count];
        for (var i = 0; i < count; i++)
        {
            jobs[i] = ReadJob(ref reader);
        }

        return jobs;
    }

    private static int ReadJob(ref FormReader reader) => reader.Next() is var job && job == Absent ? HeldLane.Unread : job;

    private static long ReadNumber(int written) => written - 121;
}
