namespace TgWorker.Soak;

/// <summary>How large a soak is.</summary>
/// <param name="Updates">How many updates are pushed.</param>
/// <param name="Chats">To how many chats; the busiest gets the most by far (Zipf).</param>
/// <param name="Faults">How many faults there are, spread evenly.</param>
/// <param name="Workers">How many replicas run.</param>
/// <param name="Seed">Makes the same traffic and the same faults again.</param>
/// <param name="IsSqlite">Whether the queue is in a file instead of on Redis.</param>
/// <param name="Disk">A directory on a disk of its own for that file, which may be filled; null for one in memory, made by root
/// alone.</param>
/// <param name="HistoryFile">Where the history is appended to; null keeps none.</param>
/// <param name="Logs">A directory for what each worker wrote; null for none.</param>
internal sealed record SoakOptions(
    int Updates, int Chats, int Faults, int Workers, int Seed, bool IsSqlite, string? Disk, string? HistoryFile, string? Logs)
{
    /// <summary>One chat gets so many updates at once, behind a 429.</summary>
    public int Flood => Updates / 10;
}
