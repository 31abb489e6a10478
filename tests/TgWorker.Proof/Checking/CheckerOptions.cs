namespace TgWorker.Proof.Checking;

/// <summary>What is promised under the circumstances of a test.</summary>
public sealed record CheckerOptions
{
    /// <summary>
    /// Whether only runs count that the endpoint accepted. A process that is frozen can neither cancel what it runs nor know
    /// that it was taken for dead: at the endpoint its handlers may still be under way, or even begin, when the lane has gone on
    /// elsewhere. An endpoint that checks tokens refuses them. Default false: every run counts, accepted or not.
    /// </summary>
    public bool AcceptedRunsOnly { get; init; }

    /// <summary>The workers' lease, where lanes must go on in time after a death. Default null: not checked.</summary>
    public TimeSpan? Lease { get; init; }

    /// <summary>How long a lane may take beyond the lease. Default 1 s.</summary>
    public TimeSpan Slack { get; init; } = TimeSpan.FromSeconds(1);
}
