namespace TgWorker.Soak;

/// <summary>How large a soak is.</summary>
/// <param name="Updates">How many updates are pushed.</param>
/// <param name="Chats">To how many chats; the busiest gets the most by far (Zipf).</param>
/// <param name="Faults">How many faults there are, spread evenly.</param>
/// <param name="Workers">How many replicas run.</param>
/// <param name="Seed">Makes the same traffic and the same faults again.</param>
/// <param name="HistoryFile">Where the history is appended to; null keeps none.</param>
internal sealed record SoakOptions(int Updates, int Chats, int Faults, int Workers, int Seed, string? HistoryFile)
{
    /// <summary>One chat gets so many updates at once, behind a 429.</summary>
    public int Flood => Updates / 10;
}
