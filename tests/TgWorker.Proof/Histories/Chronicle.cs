namespace TgWorker.Proof.Histories;

/// <summary>What happened, as it is to be judged.</summary>
/// <param name="Pushes">What was put on the queue, in that order.</param>
/// <param name="Runs">Every run, in the order of their starts.</param>
/// <param name="Deaths">Every process that was killed.</param>
public sealed record Chronicle(IReadOnlyList<Push> Pushes, IReadOnlyList<Run> Runs, IReadOnlyList<Death> Deaths)
{
    /// <summary>How long the updates of some lanes waited from their push to their first start, the shortest first.</summary>
    public IReadOnlyList<TimeSpan> Waits(Predicate<string> lane)
    {
        var first = new Dictionary<(string, long), TimeSpan>();
        foreach (var run in Runs)
        {
            first.TryAdd((run.Lane, run.UpdateId), run.Started);
        }

        return [.. Pushes.Where(push => lane(push.Lane) && first.ContainsKey((push.Lane, push.UpdateId)))
            .Select(push => first[(push.Lane, push.UpdateId)] - push.At).Order()];
    }
}
