namespace TgWorker.Core.Retrying;

/// <summary>How often and when a failed try is repeated. What the envelope itself says wins.</summary>
public sealed class RetryOptions
{
    /// <summary>How many tries a job gets; 0 is unlimited. Default 3.</summary>
    public int Tries { get; set; } = 3;

    /// <summary>
    /// The delays between tries, the last one repeating. Empty (the default) is exponential with jitter: about 1 s, 2 s,
    /// 4 s, … up to <see cref="MaxDelay"/>.
    /// </summary>
    public IReadOnlyList<TimeSpan> Backoff { get; set; } = [];

    /// <summary>The longest exponential delay. Default 5 min.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The time limit for one try; zero is none. Default 60 s, as Laravel's.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Delays up to this long are waited for by the worker itself; longer ones by the queue. Default 2 s.</summary>
    public TimeSpan WaitInWorker { get; set; } = TimeSpan.FromSeconds(2);
}
