using TgWorker.Core.Retrying;

namespace TgWorker.Core.Working;

/// <summary>How a worker runs jobs.</summary>
public sealed class WorkerOptions
{
    /// <summary>How many handlers run at the same time, each for a different chat. Default 64.</summary>
    public int Concurrency { get; set; } = 64;

    /// <summary>
    /// The largest number of slots for each queue, in their order. Empty (the default) for no limit but <see cref="Concurrency"/>.
    /// </summary>
    public IReadOnlyList<int> ConcurrencyPerQueue { get; set; } = [];

    /// <summary>
    /// The queues' shares of the slots while all have work, in their order. Empty (the default) for strict priority: each queue gets what
    /// the earlier ones leave.
    /// </summary>
    public IReadOnlyList<int> Weights { get; set; } = [];

    /// <summary>Whether and how slots move between queues.</summary>
    public BalanceOptions Balance { get; set; } = new();

    /// <summary>
    /// How long to wait before asking again when there was nothing to do, like <c>queue:work --sleep</c>. Default zero: the worker does not
    /// ask, but is woken by each push.
    /// </summary>
    public TimeSpan Sleep { get; set; }

    /// <summary>How long a slot rests after each job, like <c>queue:work --rest</c>. Default zero.</summary>
    public TimeSpan Rest { get; set; }

    /// <summary>How long running handlers may take to finish when the worker stops. Default 25 s.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>Tries, backoff and time limit.</summary>
    public RetryOptions Retry { get; set; } = new();

    /// <summary>Whether the chat continues after a job is given up. Default <see cref="OnFailure.Skip"/>.</summary>
    public OnFailure OnFailure { get; set; } = OnFailure.Skip;

    /// <summary>How many workers may lose their lease while holding a job before the job is given up as the cause. Default 5.</summary>
    public int MaxLapses { get; set; } = 5;

    /// <summary>
    /// Whether the queue keeps a history for the dashboard: figures by minute and kind for three days, and the last tries of chats. Default
    /// true.
    /// </summary>
    public bool History { get; set; } = true;

    /// <summary>Stop after this many jobs; 0 for no limit. Default 0.</summary>
    public long MaxJobs { get; set; }

    /// <summary>Stop after this time; zero for no limit. Default zero.</summary>
    public TimeSpan MaxTime { get; set; }

    /// <summary>Stop when the process uses more than this many megabytes; 0 for no limit. Default 0.</summary>
    public int MemoryMegabytes { get; set; }

    /// <summary>Stop when nothing is left to do, including due retries. Default false.</summary>
    public bool StopWhenEmpty { get; set; }
}
