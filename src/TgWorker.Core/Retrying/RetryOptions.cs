using Polly;
using TgWorker.Core.Handling;

namespace TgWorker.Core.Retrying;

/// <summary>How often and when a failed try is repeated, and what else surrounds a handler. What the envelope says wins.</summary>
public sealed class RetryOptions
{
    /// <summary>How many tries a job gets; 0 for no limit. Default 3.</summary>
    public int Tries { get; set; } = 3;

    /// <summary>
    /// The delays between tries; the last one repeats. Empty (the default) for exponential delays with jitter: about 1 s, 2 s, 4 s, … up
    /// to <see cref="MaxDelay"/>.
    /// </summary>
    public IReadOnlyList<TimeSpan> Backoff { get; set; } = [];

    /// <summary>The longest exponential delay. Default 5 min.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The time limit of one try; zero for none. Default 60 s, as in Laravel.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The worker itself waits for delays up to this length; the queue keeps longer ones. Default 2 s.</summary>
    public TimeSpan WaitInWorker { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The source of chance for exponential delays: numbers from 0 up to, but not including, 1. Default <see cref="Random.Shared"/>.
    /// </summary>
    public Func<double> Randomizer { get; set; } = Random.Shared.NextDouble;

    /// <summary>
    /// Your own retry policy. It is called after each failed try, and returns how long to wait before the next one, or null to give up the
    /// job. It replaces the limits and delays of the options and of the envelope; <see cref="FailedTry.Usual"/> is what these say. Null
    /// (the default) leaves it to them. It is called from many threads; if it throws, the job is given up.
    /// </summary>
    public Func<FailedTry, TimeSpan?>? Policy { get; set; }

    /// <summary>
    /// Adds Polly strategies (a circuit breaker, a rate limiter, hedging, …) around the handler, the first one outermost. Each try passes
    /// through them, and each call of the handler has its job's time limit. Called once, when the worker is created; all its queues share
    /// the strategies and their state. Null (the default) adds none.
    /// </summary>
    /// <remarks>
    /// If a strategy refuses to call the handler, as an open circuit does, no try is used up. The chat waits, without a slot, for as long
    /// as <see cref="Polly.CircuitBreaker.BrokenCircuitException.RetryAfter"/> says, or for a second. Hedging calls a handler several times
    /// at once for one update; the chat's next update waits until all calls have ended.
    /// </remarks>
    public Action<ResiliencePipelineBuilder<UpdateOutcome>>? Configure { get; set; }
}
