namespace TgWorker.Core.Handling;

/// <summary>How an attempt ended: handled, to be tried again, or given up.</summary>
public readonly record struct UpdateOutcome
{
    private UpdateOutcome(OutcomeKind kind, string? error = null, TimeSpan? after = null, string? errorType = null)
    {
        Kind = kind;
        Error = error;
        After = after;
        ErrorType = errorType;
    }

    /// <summary>What is to happen now.</summary>
    public OutcomeKind Kind { get; }

    /// <summary>What went wrong, for a person.</summary>
    public string? Error { get; }

    /// <summary>
    /// What kind of error it was, for telemetry (<c>error.type</c>): one of a few values, such as an HTTP status, and never a message. Null
    /// stands for the type of the exception, where there was one.
    /// </summary>
    public string? ErrorType { get; }

    /// <summary>How long to wait before the next try; null leaves it to the backoff.</summary>
    public TimeSpan? After { get; }

    /// <summary>The update is done.</summary>
    public static UpdateOutcome Handled => default;

    /// <summary>The try failed; it is tried again after the backoff, as often as the options allow.</summary>
    public static UpdateOutcome Retry(string error, TimeSpan? after = null, string? errorType = null) =>
        new(OutcomeKind.Retry, error, after, errorType);

    /// <summary>
    /// Not now: tried again after <paramref name="after"/>, 50 ms at least, without using up a try (a 429, for one).
    /// </summary>
    public static UpdateOutcome Wait(TimeSpan after, string reason) => new(OutcomeKind.Wait, reason, after);

    /// <summary>Not mine: the next route that matches handles it; where there is none, the update is done.</summary>
    public static UpdateOutcome Skip => new(OutcomeKind.Skip);

    /// <summary>The update is given up at once: another try would not help.</summary>
    public static UpdateOutcome Fail(string error, string? errorType = null) => new(OutcomeKind.Fail, error, null, errorType);
}
