using System.Globalization;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;
using TgWorker.Core.Handling;
using TgWorker.Core.Text;

namespace TgWorker.Core.Retrying;

/// <summary>How a try ended, with all that was code of others already read: what decides on it cannot fail.</summary>
/// <param name="Kind">The way it ended.</param>
/// <param name="Error">What went wrong, escaped and cut; null when nothing did.</param>
/// <param name="After">How long to wait, where the handler said so.</param>
/// <param name="Cause">The exception, where there was one.</param>
internal readonly record struct Ending(EndingKind Kind, string? Error = null, TimeSpan? After = null, Exception? Cause = null)
{
    private const int LongestType = 128;

    // A strategy that refuses, such as an open circuit, does not always say for how long.
    private static readonly TimeSpan Refused = TimeSpan.FromSeconds(1);

    private readonly string? _type;

    /// <summary>Reads the outcome of a try. Never throws.</summary>
    /// <param name="outcome">What the handler returned or threw.</param>
    /// <param name="failOnTimeout">Whether a try that runs into its time limit is the last one.</param>
    public static Ending Of(Outcome<UpdateOutcome> outcome, bool failOnTimeout) =>
        outcome.Exception is { } exception ? OfException(exception, failOnTimeout) : OfOutcome(outcome.Result, null);

    /// <summary>The outcome as telemetry names it (<c>tgworker.outcome</c>).</summary>
    public string Name => Kind switch
    {
        EndingKind.Done => "handled",
        EndingKind.Waits => "wait",
        EndingKind.GivenUp => "fail",
        EndingKind.Cancelled => "cancelled",
        _ => "retry",
    };

    /// <summary>What kind of error it was, as telemetry names it (<c>error.type</c>): few values, none of them a message.</summary>
    public string? ErrorType => Kind is EndingKind.Failed or EndingKind.GivenUp
        ? _type ?? Cause?.GetType().FullName ?? Name
        : null;

    private static Ending OfException(Exception exception, bool failOnTimeout) => exception switch
    {
        TimeoutRejectedException timeout => OfTimeout(timeout, failOnTimeout),
        BrokenCircuitException { RetryAfter: { Ticks: > 0 } after } => new(EndingKind.Waits, ExceptionText.Of(exception), after, exception),
        ExecutionRejectedException => new(EndingKind.Waits, ExceptionText.Of(exception), Refused, exception),
        IUpdateOutcomeSource source => OfSource(source, exception),
        OperationCanceledException => new(EndingKind.Cancelled, ExceptionText.Of(exception), null, exception),
        _ => new(EndingKind.Failed, ExceptionText.Of(exception), null, exception),
    };

    private static Ending OfTimeout(TimeoutRejectedException timeout, bool failOnTimeout) => new(
        failOnTimeout ? EndingKind.GivenUp : EndingKind.Failed,
        string.Create(CultureInfo.InvariantCulture, $"It took longer than {timeout.Timeout.TotalSeconds:0.###} s."),
        null,
        timeout);

    private static Ending OfSource(IUpdateOutcomeSource source, Exception exception)
    {
        try
        {
            return OfOutcome(source.Outcome, exception);
        }
#pragma warning disable CA1031 // Code of others: an exception that cannot say what it means is a failed try.
        catch (Exception broken)
#pragma warning restore CA1031
        {
            return new(EndingKind.Failed, SafeText.Of($"{ExceptionText.Of(exception)} (and its outcome: {ExceptionText.Of(broken)})"), null,
                exception);
        }
    }

    private static Ending OfOutcome(UpdateOutcome outcome, Exception? cause) => outcome.Kind switch
    {
        OutcomeKind.Handled or OutcomeKind.Skip => default,
        OutcomeKind.Wait => new(EndingKind.Waits, Shown(outcome.Error), outcome.After ?? TimeSpan.Zero, cause),
        OutcomeKind.Fail => new(EndingKind.GivenUp, Shown(outcome.Error) ?? "The handler gave it up.", null,
            cause) { Type = outcome.ErrorType },
        _ => new(EndingKind.Failed, Shown(outcome.Error) ?? "The handler asked for another try.", outcome.After,
            cause) { Type = outcome.ErrorType },
    };

    private static string? Shown(string? error) => string.IsNullOrEmpty(error) ? null : SafeText.Of(error);

    private string? Type
    {
        init => _type = value is null ? null : SafeText.Of(value, LongestType);
    }
}
