using TgWorker.Proof.Histories;

namespace TgWorker.Proof.Checking.Rules;

/// <summary>The place of what runs never goes back: neither at a first start nor at a repetition.</summary>
internal sealed class OrderRule : IRule
{
    public IEnumerable<Violation> Check(LaneHistory lane)
    {
        var farthest = -1;
        Run? by = null;
        foreach (var run in lane.Runs)
        {
            if (lane.PlaceOf(run) is not { } place)
            {
                continue;
            }

            if (place < farthest)
            {
                yield return lane.Broken(Promise.InOrder, $"{run} started after its successor {by}");
            }
            else
            {
                (farthest, by) = (place, run);
            }
        }
    }
}
