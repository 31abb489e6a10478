namespace TgWorker.Model.Specification;

/// <content>What is read off the list and goes elsewhere than into its lane, and what comes back.</content>
internal sealed partial class QueueSpecification
{
    private const int UnreadIds = 1000;

    /// <summary>The id under which an entry is given up that nobody read.</summary>
    public static FailedId UnreadId(int job) => new(UnreadIds + job, 0);

    /// <summary>Answers {-1}, {-2}, {0, entries}, or {2 or 3, the bytes of the first one}, which was given up.</summary>
    private long[] Read(QueueState state, Step.Read read)
    {
        if (state.Sorter != read.Worker)
        {
            return [-2];
        }

        if (state.List.Count == 0)
        {
            return [0];
        }

        var first = state.List[0];
        var reads = state.Reading is { } before && before.Job == first ? before.Reads + 1 : 1;
        var isTooLarge = Length(first) > read.Largest;
        if (isTooLarge || reads > Step.Read.BeforeGivenUp)
        {
            state.List.RemoveAt(0);
            state.Reading = null;
            state.Failed.RemoveAll(failed => failed.Id == UnreadId(read.First));
            AddFailed(state, new FailedEntry(
                UnreadId(read.First), first, state.Clock, isTooLarge ? UnreadReason.TooLarge : UnreadReason.NeverSorted));
            return [isTooLarge ? 2 : 3, Length(first)];
        }

        state.Reading = (first, reads);
        var most = reads > Step.Read.BeforeAlone ? 1 : read.Most;
        List<long> answer = [0, first];
        var bytes = Length(first);
        foreach (var entry in state.List.Take(most).Skip(1))
        {
            bytes += Length(entry);
            if (Length(entry) > read.Largest || bytes > read.Bytes / 4)
            {
                break;
            }

            answer.Add(entry);
        }

        return [.. answer];
    }

    private static long[] PutUnreadBack(QueueState state, Step.PutUnreadBack put)
    {
        var index = state.Failed.FindIndex(failed => failed.Id == put.Id && failed.Unread);
        if (index < 0)
        {
            return Refused;
        }

        state.List.Insert(put.AtTail ? state.List.Count : 0, state.Failed[index].Job);
        state.Failed.RemoveAt(index);
        return Done;
    }

    /// <summary>Answers {how many, entries left on the list}.</summary>
    private static long[] PassOn(QueueState state, Step.PassOn pass)
    {
        List<int> moving = [.. pass.Entries.Where(entry => entry.Index < state.List.Count && state.List[entry.Index] == entry.Job)
            .Select(entry => entry.Job)];
        moving.ForEach(job => state.List.Remove(job));
        state.Php.AddRange(moving);
        return [moving.Count, state.List.Count];
    }

    private static long[] PassFailed(QueueState state, Step.PassFailed pass)
    {
        var entries = pass.Ids.Select(id => state.Failed.FindIndex(failed => failed.Id == id))
            .Where(index => index >= 0).Select(index => state.Failed[index]).ToList();
        state.Php.AddRange(entries.Select(entry => entry.Job));
        entries.ForEach(entry => state.Failed.Remove(entry));
        return [entries.Count];
    }

    /// <summary>Answers {whether it was taken, entries left on the list}.</summary>
    private long[] TakeRetry(QueueState state, Step.TakeRetry retry)
    {
        var failed = state.Failed.FindIndex(job => job.Id == retry.Id);
        if (failed < 0 || retry.Index >= state.List.Count || state.List[retry.Index] != retry.Job)
        {
            return [0, state.List.Count];
        }

        state.List.RemoveAt(retry.Index);
        state.Gone.Add(state.Failed[failed].Job);
        state.Failed.RemoveAt(failed);
        var number = jobs[retry.Job].Lane;
        var lane = state.Lanes[number] ?? new LaneState(0, 1, []);
        var stays = Math.Min(lane.Fence != 0 || state.Tries[number] is not null ? 1 : 0, lane.Jobs.Length);
        state.Lanes[number] = lane.Jobs.Length == 0
            ? lane with { Jobs = [retry.Job] }
            : lane with { Head = lane.Head - 1, Jobs = [.. lane.Jobs[..stays], retry.Job, .. lane.Jobs[stays..]] };
        state.Stopped[number] = state.Stopped[number] == retry.Id ? null : state.Stopped[number];
        Start(state, number);
        if (retry.OldLane != number)
        {
            FreeLane(state, retry.OldLane, retry.Id);
        }

        return [1, state.List.Count];
    }

    /// <summary>Answers {ms to wait at the most, workers that are missing, whether the lease is known}.</summary>
    private static long[] Report(QueueState state, Step.Muster report)
    {
        var holds = state.IsLive(report.Worker);
        state.Fence = Math.Max(state.Fence, report.Fence);
        var isOlder = !holds && report.LeaseLeft > 0;
        if (state.Muster?.Server != report.Server || (isOlder && !state.Muster.IsOlder))
        {
            var begins = state.Muster is not null || isOlder;
            var missing = new long[state.Expiry.Length];
            for (var worker = 0; worker < missing.Length; worker++)
            {
                missing[worker] = begins && worker != report.Worker ? state.Expiry[worker] : QueueState.None;
            }

            var longest = Math.Max(state.Now + report.Lease, state.Expiry.Max());
            state.Muster = new MusterState(report.Server, begins ? state.Now : null, longest + MusterState.Unaware, isOlder, missing);
        }

        if (state.Muster.Since is not { } since)
        {
            return [0, 0, holds ? 1 : 0];
        }

        long[] still = [.. state.Muster.Missing.Select((score, worker) => state.Expiry[worker] == score ? score : QueueState.None)];
        state.Muster = state.Muster with { Missing = still };
        var count = still.Count(score => score != QueueState.None);
        var left = (count == 0 && !state.Muster.IsOlder ? since + MusterState.Least : state.Muster.Until) - state.Now;
        if (left > 0)
        {
            return [left, count, holds ? 1 : 0];
        }

        state.Muster = new MusterState(report.Server, null, 0, false, [.. still.Select(_ => QueueState.None)]);
        return [0, 0, holds ? 1 : 0];
    }
}
