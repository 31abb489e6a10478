using TgWorker.Proof.Histories;

namespace TgWorker.Proof.Checking.Rules;

/// <summary>Every update that was pushed is handled, failed or still queued; nothing else is ever run.</summary>
internal sealed class AccountingRule(Remains remains) : IRule
{
    public IEnumerable<Violation> Check(LaneHistory lane)
    {
        var handled = lane.Runs.Where(run => run.Ending == RunEnding.Accepted).Select(run => run.UpdateId).ToHashSet();
        foreach (var push in lane.Pushes)
        {
            if (!handled.Contains(push.UpdateId) && !remains.Failed.Contains(push.UpdateId) && !remains.Queued.Contains(push.UpdateId))
            {
                yield return lane.Broken(Promise.NothingLost, $"{push.UpdateId} is neither handled nor failed nor queued");
            }
        }

        foreach (var run in lane.Runs.Where(run => lane.PlaceOf(run) is null))
        {
            yield return lane.Broken(Promise.NothingInvented, $"{run} was never pushed there");
        }
    }
}
