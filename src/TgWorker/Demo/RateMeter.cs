namespace TgWorker.Demo;

/// <summary>Turns a growing count into a rate over the last second and a history of whole seconds.</summary>
internal sealed class RateMeter
{
    private const int Kept = 60;

    private readonly Queue<(TimeSpan At, long Count)> lastSecond = new([(TimeSpan.Zero, 0)]);
    private readonly List<double> history = [];
    private (TimeSpan At, long Count) second;

    /// <summary>Per second, over the last second.</summary>
    public double PerSecond { get; private set; }

    /// <summary>The rates of the latest whole seconds, the newest last.</summary>
    public IReadOnlyList<double> History => history;

    public void Add(TimeSpan at, long count)
    {
        lastSecond.Enqueue((at, count));
        while (lastSecond.Count > 2 && at - lastSecond.Peek().At > TimeSpan.FromSeconds(1))
        {
            lastSecond.Dequeue();
        }

        PerSecond = Rate(lastSecond.Peek(), (at, count));
        if (at - second.At >= TimeSpan.FromSeconds(1))
        {
            history.Add(Rate(second, (at, count)));
            history.RemoveRange(0, Math.Max(0, history.Count - Kept));
            second = (at, count);
        }
    }

    private static double Rate((TimeSpan At, long Count) from, (TimeSpan At, long Count) to)
        => to.At > from.At ? (to.Count - from.Count) / (to.At - from.At).TotalSeconds : 0;
}
