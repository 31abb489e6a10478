namespace TgWorker.Core.History;

/// <summary>
/// The figures of one series since they were last taken. Counted into from hot paths, by any thread, without a lock; each core counts for
/// itself, as a number that several write to costs ten times as much.
/// </summary>
internal sealed class LiveSeries
{
    private const int Runs = (int)WorkEnd.Lost + 1;
    private const int Waits = Runs + LogScale.Buckets;

    private readonly int[]?[] _cores = new int[]?[Cores.Count];

    /// <summary>A try has ended.</summary>
    /// <param name="end">How.</param>
    /// <param name="run">How long it took.</param>
    /// <param name="wait">How long its job had waited before the first try; null for another one, or where that is not known.</param>
    public void Count(WorkEnd end, TimeSpan run, TimeSpan? wait)
    {
        var counts = Here;
        Interlocked.Increment(ref counts[(int)end]);
        Interlocked.Increment(ref counts[Runs + LogScale.Of(run)]);
        if (wait is { } waited)
        {
            Interlocked.Increment(ref counts[Waits + LogScale.Of(waited)]);
        }
    }

    /// <summary>A job was given up without a try.</summary>
    public void CountFailed() => Interlocked.Increment(ref Here[(int)WorkEnd.Failed]);

    /// <summary>Takes what was counted; from here on it begins at 0.</summary>
    public WorkFigures Take()
    {
        var figures = new WorkFigures();
        foreach (var counts in _cores)
        {
            for (var at = 0; at < counts?.Length; at++)
            {
                if (Volatile.Read(ref counts[at]) != 0)
                {
                    Add(figures, at, Interlocked.Exchange(ref counts[at], 0));
                }
            }
        }

        return figures;
    }

    private int[] Here
    {
        get
        {
            ref var counts = ref _cores[Cores.Here];
            return counts ?? Interlocked.CompareExchange(ref counts, new int[Waits + LogScale.Buckets], null) ?? counts;
        }
    }

    private static void Add(WorkFigures figures, int at, int count)
    {
        if (at >= Waits)
        {
            figures.Waits.Add(at - Waits, count);
        }
        else if (at >= Runs)
        {
            figures.Runs.Add(at - Runs, count);
        }
        else
        {
            figures.Add((WorkEnd)at, count);
        }
    }
}
