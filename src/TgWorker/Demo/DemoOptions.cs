namespace TgWorker.Demo;

/// <summary>How the demo runs.</summary>
internal sealed record DemoOptions
{
    /// <summary>How many workers share the queue, as replicas would.</summary>
    public const int Workers = 2;

    /// <summary>How many handlers each worker runs at the same time.</summary>
    public const int Concurrency = 8;

    /// <summary>How many tries an update gets.</summary>
    public const int Tries = 3;

    /// <summary>When to end; null goes on until it is stopped.</summary>
    public TimeSpan? For { get; init; }

    /// <summary>Lines once a second in place of the live view, which also needs a terminal.</summary>
    public bool Plain { get; init; }
}
