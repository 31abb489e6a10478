using Polly;
using TgWorker.Core.Handling;

namespace TgWorker.Core.Retrying;

/// <summary>
/// How often and when a failed try is repeated, and what else stands around a handler. What the envelope itself says wins.
/// </summary>
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

    /// <summary>The source of chance for the exponential delays: numbers from 0 up to 1. Default <see cref="Random.Shared"/>.</summary>
    public Func<double> Randomizer { get; set; } = Random.Shared.NextDouble;

    /// <summary>
    /// A retry policy of your own: is asked after each failed try, and says how long to wait before the next one, or null to give
    /// the job up. It replaces the limits and delays of the options and of the envelope; <see cref="FailedTry.Usual"/> is what they
    /// say. Null (the default) leaves it to them. Called from many threads; when it throws, the job is given up.
    /// </summary>
    public Func<FailedTry, TimeSpan?>? Policy { get; set; }

    /// <summary>
    /// Adds Polly strategies (a circuit breaker, a rate limiter, hedging, …) around the handler, the first one outermost; each try passes
    /// through them, and each call of the handler has the time limit of its job. Called once, when the worker is created: all its queues
    /// share the strategies and their state. Null (the default) adds none.
    /// </summary>
    /// <remarks>
    /// A strategy that refuses to call the handler, as an open circuit does, uses up no try: the chat waits, without a slot, as long as
    /// <see cref="Polly.CircuitBreaker.BrokenCircuitException.RetryAfter"/> says, or a second. Hedging calls a handler several times at
    /// once for one update; the next update of the chat waits until all of them have ended.
    /// </remarks>
    public Action<ResiliencePipelineBuilder<UpdateOutcome>>? Configure { get; set; }
}
