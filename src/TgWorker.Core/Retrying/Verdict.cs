namespace TgWorker.Core.Retrying;

/// <summary>What is to become of a delivery.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Failures">The failed tries of the job so far, those of earlier deliveries included.</param>
/// <param name="Delay">How long to wait for the next try, when there is one.</param>
/// <param name="Error">What went wrong, escaped and cut; null when nothing did.</param>
internal readonly record struct Verdict(VerdictKind Kind, int Failures, TimeSpan Delay = default, string? Error = null)
{
    /// <summary>What the handler threw, when that is what went wrong.</summary>
    public Exception? Cause { get; init; }

    /// <summary>A job that is given up without another try.</summary>
    public static Verdict Fail(int failures, string error, Exception? cause = null) =>
        new(VerdictKind.Fail, failures, default, error) { Cause = cause };
}
