namespace TgWorker.Core.History;

/// <summary>The figures of one series since they were last taken. Counted into from hot paths, by any thread, without a lock.</summary>
internal sealed class LiveSeries
{
    private readonly int[] _ends = new int[(int)WorkEnd.Lost + 1];
    private readonly int[] _waits = new int[LogScale.Buckets];
    private readonly int[] _runs = new int[LogScale.Buckets];

    public void Count(WorkEnd end) => Interlocked.Increment(ref _ends[(int)end]);

    public void Wait(TimeSpan wait) => Interlocked.Increment(ref _waits[LogScale.Of(wait)]);

    public void Run(TimeSpan run) => Interlocked.Increment(ref _runs[LogScale.Of(run)]);

    /// <summary>Takes what was counted; from here on it begins at 0.</summary>
    public WorkFigures Take()
    {
        var figures = new WorkFigures();
        for (var end = 0; end < (int)WorkEnd.Lost; end++)
        {
            figures.Add((WorkEnd)end, Interlocked.Exchange(ref _ends[end], 0));
        }

        Take(_waits, figures.Waits);
        Take(_runs, figures.Runs);
        return figures;
    }

    private static void Take(int[] counts, Spread into)
    {
        for (var bucket = 0; bucket < counts.Length; bucket++)
        {
            if (Volatile.Read(ref counts[bucket]) != 0)
            {
                into.Add(bucket, Interlocked.Exchange(ref counts[bucket], 0));
            }
        }
    }
}
