using TgWorker.Proof.Histories;

namespace TgWorker.Proof.Checking.Rules;

/// <summary>
/// A run's token is greater than those of all runs before it, or the same in the same delivery: same update, same process, a later attempt
/// or, after a wait that uses up no try, the same.
/// </summary>
internal sealed class FenceRule : IRule
{
    public IEnumerable<Violation> Check(LaneHistory lane)
    {
        Run? last = null;
        foreach (var run in lane.Runs)
        {
            if (last is not null && run.Fence <= last.Fence && !IsSameDelivery(last, run))
            {
                yield return lane.Broken(Promise.FencesGrow, $"the token of {run} is not greater than that of {last}");
            }

            last = run;
        }
    }

    private static bool IsSameDelivery(Run last, Run run)
        => run.Fence == last.Fence && run.UpdateId == last.UpdateId && run.Sender == last.Sender && run.Attempt >= last.Attempt;
}
