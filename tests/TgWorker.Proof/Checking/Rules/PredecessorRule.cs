using TgWorker.Proof.Histories;

namespace TgWorker.Proof.Checking.Rules;

/// <summary>When an update starts, each one before it was accepted, or is a failed job whose last run has ended.</summary>
internal sealed class PredecessorRule(Remains remains) : IRule
{
    public IEnumerable<Violation> Check(LaneHistory lane)
    {
        var runs = lane.Runs.ToLookup(run => run.UpdateId);
        var settled = 0;
        foreach (var run in lane.Runs)
        {
            if (lane.PlaceOf(run) is not { } place)
            {
                continue;
            }

            for (; settled < place; settled++)
            {
                var before = lane.Pushes[settled].UpdateId;
                if (Unfinished(before, runs[before], run) is { } trouble)
                {
                    yield return lane.Broken(Promise.PredecessorFinished, trouble);
                }
            }
        }
    }

    private string? Unfinished(long before, IEnumerable<Run> runs, Run successor)
    {
        if (runs.FirstOrDefault(run => run.Started <= successor.Started && run.Ended > successor.Started) is { } open)
        {
            return $"{successor} started while its predecessor {open} ran";
        }

        return runs.Any(run => run.Ending == RunEnding.Accepted && run.Ended <= successor.Started) || remains.Failed.Contains(before)
            ? null
            : $"{successor} started though its predecessor {before} was neither handled nor given up";
    }
}
