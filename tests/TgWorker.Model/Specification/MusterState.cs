namespace TgWorker.Model.Specification;

/// <summary>The server that the workers are on.</summary>
/// <param name="Server">Which it is.</param>
/// <param name="Since">Since when workers come over to it, in ms; null when none do.</param>
/// <param name="Until">Until when they are waited for at the most, in ms.</param>
/// <param name="IsOlder">Whether its data is known to be older than a worker's lease.</param>
/// <param name="Missing">Per worker: the end of its lease as it was when the others began to come over; none when it has.</param>
internal sealed record MusterState(int Server, long? Since, long Until, bool IsOlder, long[] Missing)
{
    /// <summary>For how long a worker may not know of a new server, in ms.</summary>
    public const long Unaware = 3_000;

    /// <summary>How long workers are waited for at the least, in ms.</summary>
    public const long Least = 500;
}
