using TgWorker.Model.Specification;

namespace TgWorker.Model.Comparing;

/// <summary>
/// Has runs cancelled by chance, and workers told of it: in one sequence of eight, so that the others keep their length for what else
/// happens.
/// </summary>
internal sealed class CancellingSteps(int seed)
{
    private const int Cancelling = 5;

    private readonly Random _random = new(seed ^ 0x2c1b3c6d);

    /// <summary>A step; null where it is others' turn.</summary>
    public Step? Next(QueueState state)
    {
        if (seed % 8 != Cancelling || _random.Next(6) > 0)
        {
            return null;
        }

        return Some(lane => state.Cancelled[lane] != QueueState.None) is { } noted && _random.Next(3) > 0
            ? new Step.Renew(Worker(state, noted))
            : Cancel(state, Some(lane => state.Lanes[lane] is { Fence: not 0 }) is { } run && _random.Next(5) > 0
                ? run : _random.Next(Naming.Lanes));
    }

    // Mostly the one that runs it.
    private int Worker(QueueState state, int lane)
    {
        var holder = Array.FindIndex(state.Holding, lanes => (lanes & (1 << lane)) != 0);
        var live = Enumerable.Range(0, Naming.Workers).Where(state.IsLive).ToList();
        return holder >= 0 && _random.Next(3) > 0 ? holder : live.Count > 0 ? live[_random.Next(live.Count)] : 0;
    }

    private Step.CancelRun Cancel(QueueState state, int lane) => state.Lanes[lane] is { Jobs.Length: > 0 } its
        ? new(lane, its.Head + (_random.Next(8) == 0 ? 1 : 0), its.Jobs[_random.Next(8) == 0 ? ^1 : 0])
        : new(lane, 1, 0);

    private int? Some(Predicate<int> wanted)
    {
        var lanes = Enumerable.Range(0, Naming.Lanes).Where(lane => wanted(lane)).ToList();
        return lanes.Count > 0 ? lanes[_random.Next(lanes.Count)] : null;
    }
}
