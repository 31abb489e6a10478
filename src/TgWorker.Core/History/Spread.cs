namespace TgWorker.Core.History;

/// <summary>
/// How durations are distributed: counts in the buckets of <see cref="LogScale"/>. The spreads of several workers and minutes add up to the
/// spread of all of them, which averages and percentiles do not.
/// </summary>
public sealed class Spread
{
    private long[] _counts = [];

    /// <summary>How many were counted.</summary>
    public long Count { get; private set; }

    /// <summary>The duration that this part of all does not exceed, within 6 %; null if nothing was counted.</summary>
    /// <param name="part">The part, such as 0.95.</param>
    public TimeSpan? Quantile(double part)
    {
        var rank = Math.Clamp((long)Math.Ceiling(Count * part), 1, Math.Max(Count, 1));
        for (int bucket = 0, last = _counts.Length; bucket < last; bucket++)
        {
            rank -= _counts[bucket];
            if (rank <= 0)
            {
                return LogScale.Middle(bucket);
            }
        }

        return null;
    }

    /// <summary>Adds another.</summary>
    internal void Add(Spread other)
    {
        var (mine, theirs) = (_counts, other._counts);
        if (mine.Length < theirs.Length)
        {
            Array.Resize(ref mine, theirs.Length);
            _counts = mine;
        }

        for (var bucket = 0; bucket < theirs.Length; bucket++)
        {
            mine[bucket] += theirs[bucket];
        }

        Count += other.Count;
    }

    /// <summary>Counts into a bucket. An unknown bucket comes from a newer program and is left out.</summary>
    internal void Add(int bucket, long count)
    {
        if (bucket is < 0 or >= LogScale.Buckets || count <= 0)
        {
            return;
        }

        if (bucket >= _counts.Length)
        {
            Array.Resize(ref _counts, Math.Min(Math.Max(bucket + 1, _counts.Length * 2), LogScale.Buckets));
        }

        _counts[bucket] += count;
        Count += count;
    }

    /// <summary>The buckets that are not empty.</summary>
    internal IEnumerable<(int Bucket, long Count)> Filled
    {
        get
        {
            for (var bucket = 0; bucket < _counts.Length; bucket++)
            {
                if (_counts[bucket] > 0)
                {
                    yield return (bucket, _counts[bucket]);
                }
            }
        }
    }
}
