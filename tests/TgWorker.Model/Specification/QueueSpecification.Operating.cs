namespace TgWorker.Model.Specification;

/// <content>What operators do.</content>
internal sealed partial class QueueSpecification
{
    /// <summary>Answers with how many of the jobs were put back, in order.</summary>
    private long[] RetryFailed(QueueState state, Step.RetryFailed retry)
    {
        var entries = retry.Ids
            .Select(id => state.Failed.FindIndex(failed => failed.Id == id))
            .Where(index => index >= 0).Select(index => state.Failed[index]).ToList();
        if (entries.Count == 0)
        {
            return Refused;
        }

        var lane = state.Lanes[retry.Lane] ?? new LaneState(0, 1, []);
        int[] back = [.. entries.Select(entry => entry.Job)];
        var started = !missing.HasFlag(Guard.RunningHeadStays) && (lane.Fence != 0 || state.Tries[retry.Lane] is not null);
        var stays = started ? 1 : 0;
        state.Lanes[retry.Lane] = retry.AtTail || lane.Jobs.Length == 0
            ? lane with { Jobs = [.. lane.Jobs, .. back] }
            : lane with { Head = lane.Head - back.Length, Jobs = [.. lane.Jobs[..stays], .. back, .. lane.Jobs[stays..]] };
        foreach (var entry in entries)
        {
            state.Failed.Remove(entry);
            state.Stopped[retry.Lane] = state.Stopped[retry.Lane] == entry.Id ? null : state.Stopped[retry.Lane];
        }

        Start(state, retry.Lane);

        return [entries.Count];
    }

    private static long[] Forget(QueueState state, Step.Forget forget)
    {
        var index = state.Failed.FindIndex(failed => failed.Id == forget.Id);
        if (index < 0)
        {
            return Refused;
        }

        state.Gone.Add(state.Failed[index].Job);
        state.Failed.RemoveAt(index);
        if (state.Stopped[forget.Lane] == forget.Id)
        {
            FreeLane(state, forget.Lane, forget.Id);
        }

        return Done;
    }

    // A job that is run takes a smaller number when those behind it go, so that theirs are not used again.
    private long[] Clear(QueueState state, int number)
    {
        if (state.Lanes[number] is not { } lane)
        {
            return Refused;
        }

        var stay = lane.Fence == 0 ? 0 : 1;
        state.Gone.AddRange(lane.Jobs[stay..]);
        var down = stay == 1 && lane.Jobs.Length > 1 && !missing.HasFlag(Guard.NumbersStayUnused) ? 1 : 0;
        state.Lanes[number] = lane with { Head = lane.Head - down, Jobs = lane.Jobs[..stay] };
        if (stay == 0)
        {
            var isKept = state.Stopped[number] is not null || state.IsPaused(number);
            state.Lanes[number] = isKept ? state.Lanes[number] : null;
            state.Tries[number] = null;
            state.Paused[number] = state.IsPaused(number) ? 0 : QueueState.None;
        }

        state.Ready[number] = stay == 0 ? QueueState.None : state.Ready[number];
        return [lane.Jobs.Length - stay];
    }

    private long[] Drain(QueueState state, Step.Drain drain)
    {
        var lane = state.Lanes[drain.Lane];
        if (lane is null || drain.Seen is null || state.IsPaused(drain.Lane)
            || (lane.Fence, lane.Head) != (drain.Seen.Fence, drain.Seen.Head) || !lane.Jobs.SequenceEqual(drain.Seen.Jobs))
        {
            return [-2];
        }

        if (lane.Fence != 0)
        {
            return [-1];
        }

        foreach (var update in lane.Jobs.Select(job => jobs[job].Update).Where(update => update >= 0))
        {
            state.Seen &= ~(1UL << update);
        }

        state.List.InsertRange(0, lane.Jobs);
        (state.Lanes[drain.Lane], state.Tries[drain.Lane], state.Stopped[drain.Lane]) = (null, null, null);
        state.Ready[drain.Lane] = QueueState.None;
        return [lane.Jobs.Length];
    }
}
