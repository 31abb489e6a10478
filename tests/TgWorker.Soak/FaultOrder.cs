namespace TgWorker.Soak;

/// <summary>Breaks one thing at a time. Every fault comes before one comes again.</summary>
internal sealed class FaultOrder(IReadOnlyList<(string Name, Func<Task> Do)> faults, Random random)
{
    private readonly (string Name, Func<Task> Do)[] _faults = [.. faults];
    private readonly Queue<(string Name, Func<Task> Do)> _next = [];

    /// <summary>Does the next fault and waits until it is mended.</summary>
    /// <returns>Its name.</returns>
    public async Task<string> NextAsync()
    {
        if (_next.Count == 0)
        {
            random.Shuffle(_faults);
            Array.ForEach(_faults, _next.Enqueue);
        }

        var (name, fault) = _next.Dequeue();
        await fault();
        return name;
    }
}
