namespace TgWorker.Screens;

/// <summary>Turns a growing count into a rate over the last second and a history of whole seconds.</summary>
internal sealed class RateMeter
{
    private const int Kept = 60;

    private readonly Queue<(TimeSpan At, long Count)> _lastSecond = new([(TimeSpan.Zero, 0)]);
    private readonly List<double> _history = [];
    private (TimeSpan At, long Count) _second;

    /// <summary>Per second, over the last second.</summary>
    public double PerSecond { get; private set; }

    /// <summary>The rates of the latest whole seconds, the newest last.</summary>
    public IReadOnlyList<double> History => _history;

    public void Add(TimeSpan at, long count)
    {
        _lastSecond.Enqueue((at, count));
        while (_lastSecond.Count > 2 && at - _lastSecond.Peek().At > TimeSpan.FromSeconds(1))
        {
            _lastSecond.Dequeue();
        }

        PerSecond = Rate(_lastSecond.Peek(), (at, count));
        if (at - _second.At >= TimeSpan.FromSeconds(1))
        {
            _history.Add(Rate(_second, (at, count)));
            _history.RemoveRange(0, Math.Max(0, _history.Count - Kept));
            _second = (at, count);
        }
    }

    private static double Rate((TimeSpan At, long Count) from, (TimeSpan At, long Count) to)
        => to.At > from.At ? (to.Count - from.Count) / (to.At - from.At).TotalSeconds : 0;
}
