using TgWorker.Proof.Histories;

namespace TgWorker.Proof.Checking.Rules;

/// <summary>No run starts before the last one has ended.</summary>
internal sealed class OverlapRule : IRule
{
    public IEnumerable<Violation> Check(LaneHistory lane)
    {
        Run? last = null;
        foreach (var run in lane.Runs)
        {
            if (last is not null && run.Started < last.Ended)
            {
                yield return lane.Broken(Promise.OneAtATime, $"{run} overlaps {last}");
            }

            last = last is null || run.Ended > last.Ended ? run : last;
        }
    }
}
