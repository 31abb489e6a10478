namespace TgWorker.Proof.Histories;

/// <summary>One run of a handler: from the arrival of the request until the answer, or until the caller went away.</summary>
public sealed record Run
{
    /// <summary>The lane, as the worker named it.</summary>
    public required string Lane { get; init; }

    /// <summary>The update.</summary>
    public required long UpdateId { get; init; }

    /// <summary>The fencing token of the delivery.</summary>
    public required long Fence { get; init; }

    /// <summary>Which attempt the worker said it was, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>The process that sent it.</summary>
    public required string Sender { get; init; }

    /// <summary>When it started, since the start of the history.</summary>
    public required TimeSpan Started { get; init; }

    /// <summary>When it ended; <see cref="TimeSpan.MaxValue"/> while it runs.</summary>
    public TimeSpan Ended { get; init; } = TimeSpan.MaxValue;

    /// <summary>How it ended.</summary>
    public RunEnding Ending { get; init; }

    /// <inheritdoc />
    public override string ToString()
        => FormattableString.Invariant($"{UpdateId} (fence {Fence}, attempt {Attempt}, by {Sender}, {Started.TotalSeconds:0.000000} to ")
            + (Ending == RunEnding.Running ? "now)" : FormattableString.Invariant($"{Ended.TotalSeconds:0.000000}, {Ending})"));
}
