using TgWorker.Proof.Histories;

namespace TgWorker.Proof.Checking.Rules;

/// <summary>After the death of a process each lane in which it ran something goes on in time.</summary>
/// <remarks>
/// The lane's next run shows it; where there is none, the update must have been the lane's last, or what follows must have
/// been pushed later.
/// </remarks>
internal sealed class ResumptionRule(IReadOnlyList<Death> deaths, TimeSpan limit) : IRule
{
    private readonly Dictionary<string, TimeSpan> _deaths = deaths.ToDictionary(death => death.Sender, death => death.At);

    public IEnumerable<Violation> Check(LaneHistory lane)
    {
        for (var i = 0; i < lane.Runs.Count; i++)
        {
            var run = lane.Runs[i];
            if (run.Ending != RunEnding.Abandoned || !_deaths.TryGetValue(run.Sender, out var died) || run.Ended < died)
            {
                continue;
            }

            var next = i + 1 < lane.Runs.Count ? lane.Runs[i + 1] : null;
            if (next is not null ? next.Started > died + limit && IsDue(lane, next, died) : HasSuccessor(lane, run, died))
            {
                yield return lane.Broken(
                    Promise.ResumesInTime,
                    $"{run} died with its process; what came next was {next?.ToString() ?? "nothing"}, not within "
                        + $"{limit.TotalSeconds:0.0} s");
            }
        }
    }

    // An update that came later than the dead one's outcome could not start sooner.
    private static bool IsDue(LaneHistory lane, Run next, TimeSpan died) =>
        lane.PlaceOf(next) is { } place && lane.Pushes[place].At <= died;

    private static bool HasSuccessor(LaneHistory lane, Run run, TimeSpan died)
        => lane.PlaceOf(run) is { } place && place + 1 < lane.Pushes.Count && lane.Pushes[place + 1].At <= died;
}
