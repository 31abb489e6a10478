namespace TgWorker.Bench;

/// <summary>What is measured, and for how long.</summary>
internal sealed record BenchSettings
{
    /// <summary>Everything for a moment.</summary>
    public static BenchSettings Quick { get; } = new()
    {
        IsQuick = true,
        Updates = 2000,
        WarmUp = 500,
        Replicas = [1],
        ReplicasCompared = [2],
        Backlogs = [500],
        Chats = [2000],
        Paced = TimeSpan.FromSeconds(0.3),
        Single = 20,
        YardstickRequests = 5000,
        ReceiveFor = TimeSpan.FromSeconds(0.3),
        ReceiveTurns = 1,
        Connections = 200,
        Polled = 500,
    };

    public bool IsQuick { get; init; }

    /// <summary>How often all cases are gone through, one after the other; medians are reported.</summary>
    public int Runs { get; init; } = 1;

    /// <summary>How many updates a throughput case handles.</summary>
    public int Updates { get; init; } = 200_000;

    /// <summary>How many a worker handles untimed before.</summary>
    public int WarmUp { get; init; } = 60_000;

    /// <summary>Handlers at a time in each worker.</summary>
    public int Concurrency { get; init; } = 64;

    /// <summary>Whether workers run in this process.</summary>
    public bool InProcess { get; init; }

    /// <summary>More options for <c>tgworker</c>, to compare with.</summary>
    public IReadOnlyList<string> CompareWith { get; init; } = [];

    /// <summary>The numbers of replicas in even and zipf.</summary>
    public IReadOnlyList<int> Replicas { get; init; } = [1, 2, 4];

    /// <summary>The numbers of replicas whose cost per update is compared.</summary>
    public IReadOnlyList<int> ReplicasCompared { get; init; } = [1, 2, 4, 8];

    /// <summary>The lengths of the queue that are compared.</summary>
    public IReadOnlyList<int> Backlogs { get; init; } = [1000, 1_000_000];

    /// <summary>The numbers of chats that are compared.</summary>
    public IReadOnlyList<int> Chats { get; init; } = [100, 1_000_000];

    /// <summary>How long a latency case pushes a steady stream.</summary>
    public TimeSpan Paced { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many updates the idle case pushes one at a time.</summary>
    public int Single { get; init; } = 1000;

    /// <summary>How many requests the yardstick makes.</summary>
    public int YardstickRequests { get; init; } = 100_000;

    /// <summary>How long webhooks are posted at a time.</summary>
    public TimeSpan ReceiveFor { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How often the receiver and the endpoint it is compared with take turns.</summary>
    public int ReceiveTurns { get; init; } = 5;

    /// <summary>How many connections to a receiver are open at the same time.</summary>
    public int Connections { get; init; } = 10_000;

    /// <summary>How many updates wait for the poller.</summary>
    public int Polled { get; init; } = 20_000;
}
