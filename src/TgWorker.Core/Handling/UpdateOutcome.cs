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

    /// <summary>What happens to the update.</summary>
    public OutcomeKind Kind { get; }

    /// <summary>What went wrong, in words for people.</summary>
    public string? Error { get; }

    /// <summary>
    /// The type of error, for telemetry (<c>error.type</c>): one of a few values, such as an HTTP status; never a message. Null stands for
    /// the exception's type, if there was one.
    /// </summary>
    public string? ErrorType { get; }

    /// <summary>How long to wait before the next try; null for the backoff.</summary>
    public TimeSpan? After { get; }

    /// <summary>The update is done.</summary>
    public static UpdateOutcome Handled => default;

    /// <summary>The try failed. The update is tried again after the backoff, as often as the options allow.</summary>
    public static UpdateOutcome Retry(string error, TimeSpan? after = null, string? errorType = null) =>
        new(OutcomeKind.Retry, error, after, errorType);

    /// <summary>
    /// Not now: the update is tried again after <paramref name="after"/>, at least 50 ms, and no try is used up (for example, after a 429).
    /// </summary>
    public static UpdateOutcome Wait(TimeSpan after, string reason) => new(OutcomeKind.Wait, reason, after);

    /// <summary>Not mine: the next matching route handles the update; if there is none, the update is done.</summary>
    public static UpdateOutcome Skip => new(OutcomeKind.Skip);

    /// <summary>Gives up the update at once, because another try would not help.</summary>
    public static UpdateOutcome Fail(string error, string? errorType = null) => new(OutcomeKind.Fail, error, null, errorType);
}
