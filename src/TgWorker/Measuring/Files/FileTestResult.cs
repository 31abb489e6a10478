namespace TgWorker.Measuring.Files;

/// <summary>What <see cref="FileTest"/> found.</summary>
/// <param name="Updates">How many updates.</param>
/// <param name="EntryBytes">How long an entry is on average.</param>
/// <param name="Bare">What SQLite needs to insert and delete as many entries.</param>
/// <param name="Pushing">How long they took onto the list.</param>
/// <param name="Handling">How long they took from there through a handler that does nothing.</param>
/// <param name="CpuSeconds">Processor time of both.</param>
/// <param name="LargestBytes">How large the file and its log became.</param>
/// <param name="BytesAtEnd">How large they are when all is done.</param>
internal sealed record FileTestResult(
    int Updates, double EntryBytes, TimeSpan Bare, TimeSpan Pushing, TimeSpan Handling, double CpuSeconds, long LargestBytes,
    long BytesAtEnd)
{
    /// <summary>Push, claim and finish.</summary>
    public double UpdatesPerSecond => Updates / (Pushing + Handling).TotalSeconds;

    /// <summary>The yardstick.</summary>
    public double BarePerSecond => Updates / Bare.TotalSeconds;

    /// <summary>The file's largest size in terms of what stood in it.</summary>
    public double Growth => LargestBytes / (Updates * EntryBytes);
}
